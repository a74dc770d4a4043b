using OrleansRegistry.Api.Http;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Silo.Running;

/// <summary>What is turned away while more is asked than this process can do (docs/adr/0153).</summary>
internal static class LoadComposition
{
    /// <summary>Adds the limit of what waits for the store.</summary>
    public static void Add(IServiceCollection services, RegistryOptions options) =>
        services.AddSingleton(provider => StoreLimit.Of(
            options, () => provider.GetRequiredService<IRegistryStore>().Waits,
            provider.GetRequiredService<ILogger<WaitLimit>>()));

    /// <summary>Puts the door before everything else of the program.</summary>
    public static void UseDoor(WebApplication app, RegistryOptions options)
    {
        var overload = Overload.OfThisProcess(
            app.Services.GetService<WaitLimit>() ?? new WaitLimit(options.MaxWait, () => default));
        app.UseOverload(overload.TryBegin, overload.End);
    }
}
