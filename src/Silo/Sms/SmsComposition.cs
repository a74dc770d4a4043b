using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Accounts;
using OrleansRegistry.Infrastructure.Sms;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Sms;

/// <summary>
/// How texts are sent to phones: by a gateway, into a file, or, in Development without either, into the log. In other
/// environments without either nobody gets a code, and the silo warns about it.
/// </summary>
internal static class SmsComposition
{
    /// <summary>Adds the one sender, for codes and for notices.</summary>
    public static void Add(IServiceCollection services, RegistryOptions options, bool development)
    {
        services.AddSingleton<SmsCounts>();
        services.AddSingleton<ITextReceipts>(provider => new SmsReceipts(
            options.SmsUrl is null ? null : options.SmsSecret, provider.GetRequiredService<SmsCounts>(),
            Clock(provider), provider.GetRequiredService<ILogger<SmsReceipts>>())
        {
            OfNotices = (messageId, error, cancellation) =>
                provider.GetRequiredService<IRegistryStore>().Work.TextReceived(messageId, error, cancellation),
        });
        if (options.SmsUrl is { } url)
            services.AddSingleton<ISmsSender>(provider => new HttpSmsSender(url, options.SmsSecret!, Clock(provider)));
        else if (options.SmsFile is { } file)
            services.AddSingleton<ISmsSender>(_ => new FileSmsSender(file));
        else
        {
            services.AddSingleton<ICodeSender>(provider => development
                ? new LogCodeSender(provider.GetRequiredService<ILogger<LogCodeSender>>())
                : new NoCodeSender(provider.GetRequiredService<ILogger<NoCodeSender>>()));
            return;
        }
        services.AddSingleton(provider => new SmsCodeSender(
            provider.GetRequiredService<ISmsSender>(), provider.GetRequiredService<SmsCounts>(), Clock(provider),
            provider.GetRequiredService<ILogger<SmsCodeSender>>()));
        services.AddSingleton<ICodeSender>(provider => provider.GetRequiredService<SmsCodeSender>());
    }

    /// <summary>Warnings for administrators, although the silo is ready.</summary>
    public static ImmutableArray<string> WarningsOf(RegistryOptions options, IHostEnvironment environment) =>
        options.SmsUrl is null && options.SmsFile is null && !environment.IsDevelopment()
            ? [OperationWarnings.NoCodeSender] : [];

    /// <summary>Logs the warnings at the start.</summary>
    public static void SayAtStart(RegistryOptions options, IHostEnvironment environment, ILogger log)
    {
        if (options.SmsFile is { } file) log.TextsGoToFile(file);
        if (WarningsOf(options, environment).Contains(OperationWarnings.NoCodeSender)) log.NoCodeSender();
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<MachineClock>().Time;
}
