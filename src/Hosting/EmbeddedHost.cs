using Microsoft.Extensions.Logging;
using OrleansRegistry.Hosting.Accounts;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Sqlite;

namespace OrleansRegistry.Hosting;

/// <summary>Puts an embedded registry together: store, accounts, engine. The API and the command line both begin here.</summary>
public sealed class EmbeddedHost : IAsyncDisposable
{
    private readonly AccountDesk _accounts;

    private EmbeddedHost(EmbeddedRegistry registry, AccountDesk accounts)
    {
        Registry = registry;
        _accounts = accounts;
    }

    /// <summary>The registry.</summary>
    public EmbeddedRegistry Registry { get; }

    /// <summary>
    /// Opens the registry in the folder. Refused by <see cref="RegistryInUseException"/> while another process has it.
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
        var store = SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = options.Folder });
        try
        {
            ICodeSender codes = development
                ? new LogCodeSender(logs.CreateLogger<LogCodeSender>())
                : new NoCodeSender(logs.CreateLogger<NoCodeSender>());
            var accounts = new AccountDesk(store.Accounts, machineClock, codes, logs.CreateLogger<AccountDesk>());
            return new EmbeddedHost(
                await EmbeddedRegistry.Open(store, options, machineClock, accounts, logs, cancellation), accounts);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts what runs by itself; in Development an empty registry gets its demonstration first.</summary>
    public Task Start(bool seed, CancellationToken cancellation = default)
    {
        Registry.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Registry.DisposeAsync();
        _accounts.Dispose();
    }
}
