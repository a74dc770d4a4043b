using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Hosting.Tests.Engine;

/// <summary>
/// Goal: a registry comes to its end, whoever ends it and in whichever order. A web host's service ends the host, its
/// container the host and the registry that it gave out; a program under test and its factory do so at the same time.
/// </summary>
public sealed class EndingTests : IDisposable
{
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(30);
    private readonly TestPlace _place = new();
    private readonly Lines _log = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Whoever_waits_for_notices_when_the_registry_ends_is_not_left_waiting()
    {
        await using var host = await Opened();
        using var over = new CancellationTokenSource();
        var waiting = host.Registry.WaitForNotices(_most * 10, over.Token);
        await host.Registry.DisposeAsync();
        await over.CancelAsync();
        var ended = await Task.WhenAny(waiting, Task.Delay(_most));
        Assert.Same(waiting, ended);
        Assert.True(waiting.IsCanceled);
    }

    [Fact]
    public async Task What_runs_beside_the_registry_ends_while_its_store_is_still_open()
    {
        await using var host = await Opened();
        var registry = host.Registry;
        string? trouble = "it has not ended";
        registry.RunBeside(async end =>
        {
            await Task.Delay(Timeout.Infinite, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            trouble = await registry.Operations.NotReady(CancellationToken.None);
        });
        await registry.DisposeAsync();
        Assert.Null(trouble);
    }

    [Fact]
    public async Task Whoever_ends_it_as_well_waits_until_it_has_ended()
    {
        var host = await Opened();
        await host.Start(seed: false);
        var first = host.DisposeAsync().AsTask();
        await host.DisposeAsync();
        await using var next = await Opened(); // Nobody holds the folder or the database any more.
        await first;
    }

    [Fact]
    public async Task A_container_ends_the_registry_before_the_host_and_nobody_is_left_with_a_closed_store()
    {
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(_log));
        services.AddSingleton<IHostEnvironment>(new Development());
        services.AddEmbeddedRegistry(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Registry:Data", _place.Options.Folder), new("Registry:Postgres", _place.Options.Postgres)]).Build(), new Development());
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IHostedService>().StartAsync(CancellationToken.None);
        Assert.NotNull(provider.GetRequiredService<IRegistry>()); // Given out after the host, so it is disposed before the host.
        await _log.Noticed.WaitAsync(_most); // The pump is at work.
        await provider.DisposeAsync().AsTask().WaitAsync(_most);
        Assert.Empty(_log.Errors);
    }

    private Task<EmbeddedHost> Opened() =>
        EmbeddedHost.Open(_place.Options, development: false, TimeProvider.System, LoggerFactory.Create(logging => logging.AddProvider(_log)));

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly TaskCompletionSource _noticed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends with the first notice that is sent.</summary>
        public Task Noticed => _noticed.Task;

        public ConcurrentQueue<string> Errors { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = $"{formatter(state, exception)} {exception}";
            if (logLevel >= LogLevel.Error) Errors.Enqueue(line);
            else if (line.StartsWith("Notice ", StringComparison.Ordinal)) _noticed.TrySetResult();
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Dispose() { }
    }

    private sealed class Development : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
