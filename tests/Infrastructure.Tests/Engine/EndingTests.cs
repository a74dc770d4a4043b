using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansRegistry.Silo;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Tests.Engine;

/// <summary>Goal: a silo that is alone comes to its end, soon, and leaves the store to the next one.</summary>
public sealed class EndingTests : IDisposable
{
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(30);
    private readonly TestPlace _place = new();
    private readonly Lines _log = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Nobody_holds_the_folder_or_the_database_after_the_end()
    {
        for (var start = 0; start < 3; start++)
        {
            var local = await Started();
            await local.DisposeAsync().AsTask().WaitAsync(_most);
        }
    }

    /// <summary>Orleans gives a silo two seconds at its end for what it has to say to others.</summary>
    [Fact]
    public async Task It_waits_for_no_other_silo_at_its_end()
    {
        await using var local = await Started();
        var messaging = local.Services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        Assert.Equal(TimeSpan.Zero, messaging.WaitForMessageToBeQueuedForOutboundTime);
    }

    [Fact]
    public async Task A_second_one_is_informed_who_has_the_registry_and_the_first_goes_on()
    {
        await using var first = await Started();
        await Assert.ThrowsAsync<RegistryInUseException>(Started);
        Assert.Null(await first.Registry.Operations.NotReady());
    }

    /// <summary>Readiness goes first, so that whoever sends requests here stops before anything else does.</summary>
    [Fact]
    public async Task It_is_not_ready_from_the_moment_at_which_it_is_informed_to_stop()
    {
        await using var local = await Started();
        Assert.Null(await local.Registry.Operations.NotReady());
        local.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.NotNull(await local.Registry.Operations.NotReady());
    }

    [Fact]
    public async Task It_ends_while_its_pumps_and_loops_are_at_work_and_none_of_them_meets_a_closed_store()
    {
        var local = await LocalRegistry.Start(
            _place.Options, new LocalParts { Logs = _log, Environment = Environments.Development });
        await _log.Noticed.WaitAsync(_most); // The pump of notices is at work on the demonstration's.
        await local.DisposeAsync().AsTask().WaitAsync(_most);
        Assert.True(_log.Errors.IsEmpty, string.Join("\n", _log.Errors));
    }

    private Task<LocalRegistry> Started() => LocalRegistry.Start(_place.Options, new LocalParts { Logs = _log });

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly TaskCompletionSource _noticed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends with the first notice that is sent.</summary>
        public Task Noticed => _noticed.Task;

        public ConcurrentQueue<string> Errors { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var line = $"{formatter(state, exception)} {exception}";
            if (logLevel >= LogLevel.Error) Errors.Enqueue(line);
            else if (line.StartsWith("Notice ", StringComparison.Ordinal)) _noticed.TrySetResult();
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Dispose() { }
    }
}
