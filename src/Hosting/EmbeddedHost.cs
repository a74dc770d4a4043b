using Microsoft.Extensions.Logging;
using OrleansRegistry.Hosting.Accounts;
using OrleansRegistry.Hosting.Identity;
using OrleansRegistry.Hosting.Notices;
using OrleansRegistry.Hosting.Samples;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Hosting;

/// <summary>Puts an embedded registry together: store, accounts, engine. The API and the command line both begin here.</summary>
public sealed class EmbeddedHost : IAsyncDisposable
{
    private readonly AccountDesk _accounts;
    private readonly WebhookSink? _webhook;
    private readonly NoticePump _notices;
    private readonly Tokens.VerificationOptions _verification;
    private readonly ILoggerFactory _logs;
    private readonly Lazy<Task> _ending;
    private IDisposable? _identity;

    private EmbeddedHost(EmbeddedRegistry registry, EmbeddedOptions options, AccountDesk accounts, TimeProvider machineClock, ILoggerFactory logs)
    {
        (Registry, _accounts, _logs, _verification) = (registry, accounts, logs, options.Verification);
        _webhook = options.WebhookUrl is { } url
            ? new WebhookSink(new WebhookOptions { Url = url, Secret = options.WebhookSecret }) : null;
        var log = new LogSink(logs.CreateLogger<LogSink>());
        _notices = new NoticePump(registry.Store.Work, _webhook is null ? [log] : [_webhook, log], machineClock,
            registry.WaitForNotices, logs.CreateLogger<NoticePump>());
        _ending = new Lazy<Task>(End);
    }

    /// <summary>The registry.</summary>
    public EmbeddedRegistry Registry { get; }

    /// <summary>
    /// Opens the registry in its folder or database. Refused by <see cref="RegistryInUseException"/> while another process has it.
    /// </summary>
    /// <param name="options">Where and how.</param>
    /// <param name="development">True: verification codes are written to the log.</param>
    /// <param name="machineClock">The machine's clock.</param>
    /// <param name="logs">Where to log.</param>
    /// <param name="cancellation">Ends the opening.</param>
    public static async Task<EmbeddedHost> Open(
        EmbeddedOptions options, bool development, TimeProvider machineClock, ILoggerFactory logs,
        CancellationToken cancellation = default)
    {
        var store = await RegistryStores.Open(options, machineClock, cancellation);
        try
        {
            ICodeSender codes = development
                ? new LogCodeSender(logs.CreateLogger<LogCodeSender>())
                : new NoCodeSender(logs.CreateLogger<NoCodeSender>());
            var accounts = new AccountDesk(store.Accounts, machineClock, codes, logs.CreateLogger<AccountDesk>());
            var identity = IdentitySources.Of(
                options.IdentitySourceUrl, options.IdentitySourceToken, options.IdentitySourceTimeout, development);
            var registry = await EmbeddedRegistry.Open(store, options, machineClock, accounts, logs, identity, cancellation);
            return new EmbeddedHost(registry, options, accounts, machineClock, logs) { _identity = identity as IDisposable };
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts what runs by itself; in Development an empty registry gets its demonstration first.</summary>
    public async Task Start(bool seed, CancellationToken cancellation = default)
    {
        Tokens.KeySecret.Check(_verification); // Not at the opening: the command line checks chains without the secret.
        Registry.Start();
        if (seed) await new DemonstrationRegister(Registry, _logs.CreateLogger<DemonstrationRegister>()).Create(cancellation);
        Registry.RunBeside(_notices.Run);
    }

    /// <summary>
    /// A web host stops it with its hosted service and disposes it with its container, and may do both at once: whoever
    /// asks waits until it has ended.
    /// </summary>
    public ValueTask DisposeAsync() => new(_ending.Value);

    private async Task End()
    {
        await Registry.DisposeAsync();
        _accounts.Dispose();
        _webhook?.Dispose();
        _identity?.Dispose();
    }
}
