using OrleansRegistry.Api;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Grains;
using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Grains.Deadlines;
using OrleansRegistry.Grains.Pumps;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Accounts;
using OrleansRegistry.Infrastructure.Audit;
using OrleansRegistry.Infrastructure.Documents;
using OrleansRegistry.Infrastructure.Documents.Scanning;
using OrleansRegistry.Infrastructure.Identity;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Infrastructure.Requests;
using OrleansRegistry.Infrastructure.Retention;
using OrleansRegistry.Infrastructure.Sms;
using OrleansRegistry.Infrastructure.Tokens;
using OrleansRegistry.Silo.Accounts;
using OrleansRegistry.Silo.Auditing;
using OrleansRegistry.Silo.Clustering;
using OrleansRegistry.Silo.Notices;
using OrleansRegistry.Silo.Running;
using OrleansRegistry.Silo.Sms;
using OrleansRegistry.Silo.Telemetry;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Silo;

/// <summary>
/// Composes a registry: the one composition, for the program and for the command line, which starts it without
/// listeners.
/// </summary>
public static class RegistryComposition
{
    /// <summary>The settings of this program; what cannot work is refused here.</summary>
    public static RegistryOptions OptionsOf(IConfiguration configuration, IHostEnvironment environment)
    {
        var options = new SettingsReader(key => configuration[key.Replace("__", ":", StringComparison.Ordinal)])
            .Read(environment.IsDevelopment(), environment.IsProduction() && !ApiHost.OnlyDescribes);
        return string.IsNullOrEmpty(configuration["Registry:PublicUrl"])
            && VerificationOptions.ListeningAt(configuration["urls"]) is { } here
            ? options with { PublicUrl = here }
            : options;
    }

    /// <summary>
    /// Adds <see cref="IRegistry"/> and the silo behind it. The store is opened when the host starts, which fails if
    /// the store cannot be used.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="options">Where the registry is and how it runs.</param>
    /// <param name="around">
    /// Wraps the opened store in another one, such as one that keeps nothing; null: it is not wrapped.
    /// </param>
    /// <param name="machineClock">The machine's clock; null: the system's.</param>
    public static void AddRegistry(
        this IHostApplicationBuilder builder,
        RegistryOptions options,
        Func<IRegistryStore, IRegistryStore>? around = null,
        TimeProvider? machineClock = null)
    {
        var (services, development) = (builder.Services, builder.Environment.IsDevelopment());
        KeySecret.Check(options.Verification);
        if (!options.IsAlone) SiloPort.MustBeFree(options);
        services.AddSingleton(options);
        services.AddSingleton(new MachineClock(machineClock ?? TimeProvider.System));
        AddStore(services, options, around ?? (store => store));
        AddRules(services, options);
        SmsComposition.Add(services, options, development);
        AddAccounts(services, options, development);
        NoticeComposition.Add(services, options);
        AddIdentity(services, options, development);
        services.AddSingleton(provider => provider.GetRequiredService<IRegistryStore>().Drafts);
        services.AddSingleton(ContactFile.Read(options.Folder, madeUp: development));
        AddRegistryItself(services, options);
        builder.AddTelemetry(options);
        // Started in this order and stopped in the reverse one: the store, Orleans, what runs on it.
        services.AddHostedService<StoreStart>();
        builder.UseOrleans(silo => OrleansSetup.Configure(silo, options));
        services.AddHostedService<RegistryStart>();
        // Three seconds when idle: requests in flight end, grains are let go, the membership
        // table is updated (docs/operations.md).
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(45));
    }

    private static void AddStore(
        IServiceCollection services, RegistryOptions options, Func<IRegistryStore, IRegistryStore> around)
    {
        services.AddSingleton(_ => new OpenedStore(
            RegistryStores.Open(options, TimeProvider.System).GetAwaiter().GetResult(), around));
        services.AddSingleton(provider => provider.GetRequiredService<OpenedStore>().Store);
        LoadComposition.Add(services, options);
        if (options.Postgres is not null)
            services.AddSingleton(provider => (PostgresRegistryStore)provider.GetRequiredService<OpenedStore>().Inner);
    }

    /// <summary>The store of the database, and the store that the registry uses, which may wrap it.</summary>
    private sealed class OpenedStore(IRegistryStore inner, Func<IRegistryStore, IRegistryStore> around)
    {
        public IRegistryStore Inner => inner;

        public IRegistryStore Store { get; } = around(inner);
    }

    private static void AddRules(IServiceCollection services, RegistryOptions options)
    {
        // In a cluster the legal clock is the machine's, and readiness compares it with the database's.
        services.AddSingleton(new LegalClock(TimeProvider.System, options.Clock, options.ClockSpeed));
        services.AddSingleton(
            provider => new RulebookStore(
                options.Folder, provider.GetRequiredService<IRegistryStore>().Settings,
                provider.GetRequiredService<Contacts>()));
        services.AddSingleton(provider => provider.GetRequiredService<RulebookStore>()
            .Open(provider.GetRequiredService<LegalClock>()).GetAwaiter().GetResult());
    }

    private static void AddAccounts(IServiceCollection services, RegistryOptions options, bool development)
    {
        services.AddSingleton(provider => new AccountDirectory(
            AccountStores.Of(provider.GetRequiredService<IRegistryStore>()), Clock(provider),
            provider.GetRequiredService<ICodeSender>(),
            provider.GetRequiredService<ILogger<AccountDirectory>>(),
            new AuthenticatorSeal(provider.GetRequiredService<VerificationOptions>()),
            provider.GetService<Passwords>(),
            sessionsRemembered: options.IsAlone ? null : ClusterAccounts.SessionsRemembered,
            shown: development ? new CodesShown() : null)
        {
            Agreements = AgreementFile.Read(options.Folder),
            Changed = (account, change) => provider.GetRequiredService<AccountSafetyCommands>().Note(
                account, new NoteAccountChange(account, change)),
            FrozenUntil = (account, cancellation) =>
                provider.GetRequiredService<AccountSafetyCommands>().FrozenUntil(account, cancellation),
            Erase = (account, person, cancellation) =>
                provider.GetRequiredService<AccountErasure>().Run(account, person, cancellation),
            AddressEnds = (account, cancellation) =>
                provider.GetRequiredService<ICalendarAddresses>().End(account, cancellation),
            IdentityNumberOf = async (key, cancellation) =>
                (await provider.GetRequiredService<EntityReader>().Load(
                    new EntityId(EntityKind.Person, key), cancellation))?.State is Person person
                    ? person.IdentityNumber : null,
            PartyIsClosed = async (party, cancellation) =>
                (await provider.GetRequiredService<EntityReader>().Load(party, cancellation))?.State
                    is Employer { Disabled: true },
        });
        services.AddSingleton<IAccounts, ClusterAccounts>();
        services.AddSingleton<AccountSafetyCommands>();
        services.AddSingleton(provider => new AccountErasure(
            provider.GetRequiredService<IRegistryStore>(), provider.GetRequiredService<ICalendarAddresses>(),
            provider.GetRequiredService<NoticeChoiceStore>()));
    }

    private static void AddIdentity(IServiceCollection services, RegistryOptions options, bool development)
    {
        services.AddSingleton(_ => IdentitySources.Of(
            options.IdentitySourceUrl, options.IdentitySourceToken, options.IdentitySourceTimeout, development));
        services.AddSingleton<ICardReader>(provider => new TesseractCardReader(
            provider.GetRequiredService<RulesInForce>().Clock,
            provider.GetRequiredService<ILogger<TesseractCardReader>>()));
        services.AddSingleton(provider =>
        {
            var (reader, grains) = (
                provider.GetRequiredService<EntityReader>(), provider.GetRequiredService<IGrainFactory>());
            return new IdentityPump(
                provider.GetRequiredService<IRegistryStore>().Work, provider.GetRequiredService<IIdentitySource>(),
                reader.Load, grains.Deliver, provider.GetRequiredService<RulesInForce>(), Clock(provider),
                options.MaxTries,
                IdentitySources.LogFailure(provider.GetRequiredService<ILogger<IdentityPump>>()))
            {
                Picture = new Portraits(provider.GetRequiredService<IDocuments>()).Read,
            };
        });
    }

    private static void AddRegistryItself(IServiceCollection services, RegistryOptions options)
    {
        services.AddSingleton(provider => new UploadSpace(
            UploadFolder(options), options.UploadBudget, Clock(provider)));
        services.AddSingleton(_ => new CleanedContent(UploadFolder(options)));
        services.AddSingleton<IDocuments>(provider => new UploadedDocuments(
            provider.GetRequiredService<IRegistryStore>().Documents, provider.GetRequiredService<UploadSpace>(),
            provider.GetRequiredService<CleanedContent>(), provider.GetRequiredService<RulesInForce>().Clock,
            () => RoadNow(provider.GetRequiredService<RulesInForce>()))
        {
            Limit = provider.GetRequiredService<WaitLimit>(),
            Scanner = options.Scanner is { } scanner
                ? new Clamd(scanner, provider.GetRequiredService<ILogger<Clamd>>()) : null,
            FleetOf = new FleetSize(
                provider.GetRequiredService<IRegistryStore>().Queries,
                async (id, cancellation) =>
                    (await provider.GetRequiredService<EntityReader>().Load(id, cancellation))?.State).Of,
        });
        services.AddSingleton(provider => new RetentionSweep(
            provider.GetRequiredService<IRegistryStore>(), provider.GetRequiredService<RulesInForce>().Clock,
            Clock(provider), provider.GetRequiredService<IAuditTrail>(),
            new UnnamedDocuments(
                provider.GetRequiredService<IRegistryStore>(),
                provider.GetRequiredService<ILogger<UnnamedDocuments>>()),
            provider.GetRequiredService<AuditRetention>().CutDue));
        services.AddSingleton(provider => options.Verification with
        {
            FormerSecrets = provider.GetRequiredService<IRegistryStore>().FormerSecrets,
        });
        services.AddSingleton<Draining>();
        services.AddSingleton<MembershipProof>()
            .AddSingleton<IMembershipProof>(provider => provider.GetRequiredService<MembershipProof>());
        services.AddSingleton<Readiness>();
        services.AddSingleton<ClusterMaintenance>().AddSingleton<MembershipWatch>().AddSingleton<CountFolding>();
        AuditComposition.Add(services, options);
        services.AddSingleton(provider => new Recounting(
            provider.GetRequiredService<IRegistryStore>(), provider.GetRequiredService<EntityReader>(),
            provider.GetRequiredService<RulesInForce>(), provider.GetRequiredService<IGrainFactory>().Deliver,
            Clock(provider)));
        services.AddSingleton(provider => OperationsOf(provider, options));
        services.AddSingleton<IOperations>(provider => provider.GetRequiredService<RegistryOperations>());
        services.AddSingleton<SiloReads>();
        services.AddSingleton<IAnswerWriter, AnswerWriter>();
        services.AddSingleton<IRepeatedRequests>(provider => new RepeatedRequests(
            provider.GetRequiredService<IRegistryStore>().Requests, options.Verification, Clock(provider)));
        services.AddSingleton<IRegistry, SiloRegistry>();
    }

    /// <summary>Beside the data, so that moving a file is quick; a silo of a cluster may have no such folder.</summary>
    private static string UploadFolder(RegistryOptions options) => options.Postgres is null
        ? Path.Combine(options.Folder, "uploads") : Path.Combine(Path.GetTempPath(), "registry-uploads");

    private static RoadRules RoadNow(RulesInForce rules) =>
        rules.Rulebook.RoadAt(ShanghaiTime.DateOf(rules.Clock.GetUtcNow()));

    private static RegistryOperations OperationsOf(IServiceProvider provider, RegistryOptions options)
    {
        var (store, grains) = (
            provider.GetRequiredService<IRegistryStore>(), provider.GetRequiredService<IGrainFactory>());
        var mover = options.IsAlone
            ? new ClockMover(
                provider.GetRequiredService<LegalClock>(), store.Work, provider.GetRequiredService<Draining>().Drain)
            : null;
        return new RegistryOperations(
            store, provider.GetRequiredService<RulebookStore>(), provider.GetRequiredService<RulesInForce>(),
            provider.GetRequiredService<Recounting>(), provider.GetRequiredService<Readiness>().NotReady, Wake, mover,
            Clock(provider),
            provider.GetRequiredService<ILogger<RegistryOperations>>())
        {
            Trail = provider.GetRequiredService<IAuditTrail>(), Limit = provider.GetRequiredService<WaitLimit>(),
            AfterMove = provider.GetRequiredService<RetentionSweep>().RunOnce,
            Roots = provider.GetRequiredService<ClusterRoots>(),
            Texts = () => provider.GetRequiredService<SmsCounts>().Now,
            StartWarnings =
            [
                .. SmsComposition.WarningsOf(options, provider.GetRequiredService<IHostEnvironment>()),
                .. SealingWarnings.Of(options, store),
            ],
        };

        void Wake()
        {
            provider.GetRequiredService<DeadlineLoop>().Wake();
            grains.GetGrain<IConsequencePump>(PumpGrain.Key).Wake().Ignore();
        }
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<MachineClock>().Time;
}
