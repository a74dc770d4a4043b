using OrleansRegistry.Api.Http;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Silo.Running;

/// <summary>What is turned away while more is asked than this process can do (docs/adr/0153).</summary>
internal static class LoadComposition
{
    /// <summary>
    /// A request needs a thread about ten times, so work may wait for a thread a tenth of what the whole request may
    /// wait.
    /// </summary>
    private const int StepsOfRequest = 10;

    /// <summary>Adds the limit of what waits for the store.</summary>
    public static void Add(IServiceCollection services, RegistryOptions options) =>
        services.AddSingleton(provider => StoreLimit.Of(
            options, () => provider.GetRequiredService<IRegistryStore>().Waits,
            provider.GetRequiredService<ILogger<WaitLimit>>()));

    /// <summary>Adds the check at the door, before everything else of the program.</summary>
    public static void UseDoor(WebApplication app, RegistryOptions options) => app.UseOverload(
        Overload.OfThisProcess(options.MaxWait / StepsOfRequest),
        () => app.Services.GetService<WaitLimit>()?.Count(ShedWork.Request));
}
