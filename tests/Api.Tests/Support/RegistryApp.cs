using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;
using OrleansRegistry.Silo;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>
/// The real program on a real web server with a scratch folder and a standing clock, and clients signed in to it. The
/// registry has its demonstration data: driver.1 (Henan) is in the renewal window.
/// </summary>
public class RegistryApp : IAsyncLifetime
{
    public const string Clock = "2026-02-13T09:00:00+08:00";
    public const string Password = "Registry-Demo-2026";

    /// <summary>Of accounts that tests open: the demonstration's is refused.</summary>
    public const string OwnPassword = "Correct-Horse-1";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "api-tests-" + Guid.NewGuid().ToString("N"));
    private readonly ConcurrentDictionary<string, Task<string>> _tokens = new();
    private readonly Factory _factory;

    public RegistryApp() : this("Development", Clock) { }

    protected RegistryApp(string environment, string? clock, params (string Name, string Value)[] settings) =>
        _factory = new Factory(this, environment, clock, settings);

    /// <summary>Every line that the program logged.</summary>
    public ConcurrentQueue<string> Log => _factory.Lines;

    public IServiceProvider Services => _factory.Services;

    public Uri Address { get; private set; } = null!;

    /// <summary>The registry's file.</summary>
    public string DatabaseFile => Path.Combine(_folder, "registry.db");

    /// <summary>The data folder; it is there once the program has started.</summary>
    public string Folder => _folder;

    public ValueTask InitializeAsync()
    {
        _factory.UseKestrel(0);
        _factory.StartServer();
        Address = _factory.ClientOptions.BaseAddress;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in Log.Where(line => line.StartsWith("Error", StringComparison.Ordinal)))
            await Console.Error.WriteLineAsync(line);
        await _factory.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A client without a token.</summary>
    public virtual HttpClient Anonymous() => new() { BaseAddress = Address };

    /// <summary>A client signed in as a demonstration account; null: without a token.</summary>
    public async Task<HttpClient> As(string? account, string password = Password)
    {
        var client = Anonymous();
        if (account is null) return client;
        for (var fresh = false; ; fresh = true)
        {
            var token = await _tokens.GetOrAdd(account, name => SignIn(name, password));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var me = await client.GetAsync(new Uri("/api/v1/me", UriKind.Relative));
            // Tests that sign in by themselves end the oldest session of an account, which is the one that all share.
            if (fresh || me.StatusCode != HttpStatusCode.Unauthorized) return client;
            _tokens.TryRemove(account, out _);
        }
    }

    /// <summary>
    /// Opens an account behind the API, with a password that is its own, and signs it in: codes are limited per address
    /// and minute, and all tests share one.
    /// </summary>
    public async Task<HttpClient> Opened(Account account)
    {
        var (_, refusal) = await Services.GetRequiredService<IRegistry>().Accounts.Open(account, OwnPassword);
        Assert.Null(refusal);
        return await As(account.Name, OwnPassword);
    }

    /// <summary>What a test's program is made of besides.</summary>
    protected virtual void Replace(IServiceCollection services) { }

    private async Task<string> SignIn(string name, string password)
    {
        using var client = Anonymous();
        using var answer = await client.PostAsJsonAsync("/api/v1/sessions", new { userName = name, password });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (string)(await answer.Json())["token"]!;
    }

    private sealed class Factory(
        RegistryApp app, string environment, string? clock, (string Name, string Value)[] settings)
        : WebApplicationFactory<SiloProgram>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(environment);
            builder.UseSetting("Registry:Data", app._folder);
            if (clock is not null) builder.UseSetting("Registry:Clock", clock);
            if (environment == "Production") builder.UseSetting("Registry:KeySecret", new string('k', 40));
            foreach (var (name, value) in settings) builder.UseSetting(name, value);
            builder.ConfigureTestServices(services =>
            {
                // What a hash costs is asked in PasswordPolicyTests; here thousands would be waited for.
                services.AddSingleton(new Passwords(iterations: 10));
                app.Replace(services);
            });
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new LineLog(Lines)));
        }
    }
}

/// <summary>A registry in Production: empty, and without anything that Development adds.</summary>
public sealed class ProductionApp() : RegistryApp("Production", clock: null);

/// <summary>
/// A registry that demands a second factor, as Production does, with the demonstration's accounts, and with a clock for
/// proofs that can be put forward.
/// </summary>
public sealed class RequiredApp() : RegistryApp("Development", Clock, ("Registry:SecondFactor", "required"))
{
    /// <summary>By how much proofs are older than they are.</summary>
    public TimeSpan Later { get; set; }

    protected override void Replace(IServiceCollection services) =>
        services.AddSingleton(new ProofClock(new LaterClock(this)));

    private sealed class LaterClock(RequiredApp app) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + app.Later;
    }
}

/// <summary>A registry whose administrator named a font that is not there.</summary>
public sealed class FontlessApp() : RegistryApp("Development", Clock, ("Registry:Font", "/nowhere/SimSun.ttf"));

/// <summary>One program for all tests that do not move its clock.</summary>
[CollectionDefinition(Name)]
public sealed class Shared : ICollectionFixture<RegistryApp>
{
    public const string Name = "one registry";
}

internal sealed class LineLog(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Dispose() { }
}
