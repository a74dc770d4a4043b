using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Infrastructure.Sms;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Notices;

/// <summary>The channels by which notices are sent: a webhook, the log, and phones where texts can be sent.</summary>
internal static class NoticeComposition
{
    private const int MaxPhones = 20;

    /// <summary>For how many days after a decision a helper is notified instead of somebody without a phone.</summary>
    private const int DaysAfter = 30;

    /// <summary>How often a standing clock is looked at again.</summary>
    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(5);

    /// <summary>Adds the pump with its channels.</summary>
    public static void Add(IServiceCollection services, RegistryOptions options)
    {
        // In this order, because the channel that may fail comes first.
        if (options.WebhookUrl is { } url)
            services.AddSingleton<INoticeSink>(
                _ => new WebhookSink(new WebhookOptions { Url = url, Secret = options.WebhookSecret }));
        services.AddSingleton<INoticeSink>(provider => new LogSink(provider.GetRequiredService<ILogger<LogSink>>()));
        services.AddSingleton<ICalendarAddresses>(
            provider => new CalendarAddresses(
                provider.GetRequiredService<IRegistryStore>().Settings, options.PublicUrl));
        services.AddSingleton(
            provider => new NoticeChoiceStore(provider.GetRequiredService<IRegistryStore>().Settings));
        services.AddSingleton(provider => new NoticePump(
            provider.GetRequiredService<IRegistryStore>().Work, [.. provider.GetServices<INoticeSink>()],
            provider.GetRequiredService<MachineClock>().Time, Task.Delay,
            provider.GetRequiredService<ILogger<NoticePump>>())
        {
            ChoicesOf = provider.GetRequiredService<NoticeChoiceStore>().Of,
            Phones = PhonesOf(provider),
        });
    }

    private static PhoneTexts? PhonesOf(IServiceProvider provider)
    {
        if (provider.GetService<ISmsSender>() is not { } sender) return null;
        var (accounts, clock) = (
            provider.GetRequiredService<IRegistryStore>().Accounts, provider.GetRequiredService<LegalClock>());
        return new PhoneTexts(
            sender, (recipient, cancellation) => PhonesOf(
                recipient, accounts, provider.GetRequiredService<IRegistry>(), cancellation), clock.GetUtcNow,
            to => clock.MachineTimeUntil(to) ?? _lookEvery, provider.GetRequiredService<SmsCounts>());
    }

    /// <summary>
    /// The phones of the accounts that act for a person, operator, employer or unit, or the phone of the account
    /// itself; for an individual business also the owner's.
    /// </summary>
    private static async ValueTask<RecipientPhones> PhonesOf(
        string recipient, IAccountStore accounts, IRegistry registry, CancellationToken cancellation)
    {
        if (await accounts.ById(recipient, cancellation) is { } own) return new(PhonesIn([own.Account]));
        var phones = await PhonesFor(recipient, accounts, cancellation);
        if (phones.IsEmpty && EntityId.TryParse(EntityKind.Person, recipient, out _))
            return new(await PhoneOfHelper(recipient, registry, cancellation), AreOfHelper: true);
        return new(EntityId.TryParse(EntityKind.Operator, recipient, out var business)
            && (await registry.Load(business, cancellation))?.State is Operator { Owner: { } owner }
            ? [.. phones.Union(await PhonesFor(owner.PersonKey, accounts, cancellation))] : phones);
    }

    /// <summary>
    /// The phone of the helper who was named at the counter for somebody without a phone, while the application is
    /// under way and for a month after its decision.
    /// </summary>
    private static async ValueTask<ImmutableArray<string>> PhoneOfHelper(
        string person, IRegistry registry, CancellationToken cancellation)
    {
        var last = await registry.Queries.ApplicationsOf(
            new PartyApplications(person), new PageRequest(1), cancellation);
        return last.Items is [{ Application: Application { Counter: { Notices: CounterNotices.Helper } counter } a }]
            && (a.IsLive || a.DecidedAt > registry.Now.AddDays(-DaysAfter)) && counter.Helper?.Phone is { } phone
                ? [phone] : [];
    }

    private static async ValueTask<ImmutableArray<string>> PhonesFor(
        string recipient, IAccountStore accounts, CancellationToken cancellation)
    {
        var acting = await accounts.Search(
            new AccountSearch(Party: recipient), new PageRequest(MaxPhones), cancellation);
        return PhonesIn(acting.Items.Select(stored => stored.Account).Where(a => a.PersonKey == recipient));
    }

    private static ImmutableArray<string> PhonesIn(IEnumerable<Account> accounts) =>
        [.. accounts.Where(account => !account.Disabled).Select(account => account.Phone).OfType<string>()];
}
