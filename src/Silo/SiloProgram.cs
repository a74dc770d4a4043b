using OrleansRegistry.Api;
using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Portal;
using OrleansRegistry.Portal.Verify;
using OrleansRegistry.Sheets;
using OrleansRegistry.Silo.Running;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Silo;

/// <summary>The program: one silo with API and pages in front, alone on SQLite or one of many on PostgreSQL.</summary>
public sealed class SiloProgram
{
    private const int NotStarted = 2;

    /// <summary>
    /// Settings are read once. To notice changes of their files the host would watch its whole working folder, and with
    /// ./data in it be woken by each write of the database: 5 % of a command.
    /// </summary>
    private const string NoReloading = "--hostBuilder:reloadConfigOnChange=false";

    private SiloProgram() { }

    private static async Task<int> Main(string[] args)
    {
        PrivateFolder.MakePrivate();
        try
        {
            await Run(args);
            return Environment.ExitCode;
        }
        catch (Exception e) when (StartFaults.Sentence(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return NotStarted;
        }
    }

    /// <summary>
    /// Pages and API in one pipeline, so that the caller is determined and requests are limited in the same way for
    /// both.
    /// </summary>
    private static void MapFaces(WebApplication app, RegistryOptions options, bool clockStands)
    {
        var api = new ApiOptions
        {
            DevClock = clockStands, Development = app.Environment.IsDevelopment(),
            VerifyAMinute = options.VerifyAMinute, TrustedProxies = options.TrustedProxies,
            ShowVerdict = VerdictPage.Write, ShowWait = WaitPage.Write,
        };
        var (posts, writes) = (
            AddressLimit.Of(options.AnonymousPostsAMinute), new AccountLimit(TimeProvider.System));
        LoadComposition.UseDoor(app, options);
        app.UseRequestSize();
        app.UseCallerAddress(api);
        app.UseRoutingWithHead();
        var secondFactor = new SecondFactorRule(options.SecondFactorRequired);
        app.MapPortal(new PortalOptions
        {
            WaitOfPost = posts.WaitOf, WaitOfAccount = writes.WaitOf, IsThisMachine = CallerAddress.IsThisMachine,
            SecondFactor = secondFactor,
            ProofIsStale = session => app.Services.GetRequiredService<ProofClock>()
                .IsStale(Caller.Of(session), secondFactor),
            ClockStands = clockStands, OfShift = OfflineEndpoints.OfShift, Export = Export.OfAccount,
        });
        app.MapRegistryApi(api, posts, writes);
    }

    /// <summary>Needs the addresses on which it listens, which are known after the start.</summary>
    private static void WarnOfOneBudget(WebApplication app, RegistryOptions options)
    {
        if (ApiHost.OnlyDescribes || app.Environment.IsDevelopment() || !options.TrustedProxies.IsEmpty) return;
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            if (app.Urls.All(url => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback))
                app.Logger.OneBudgetForAll();
        });
    }

    private static async Task Run(string[] args)
    {
        var builder = WebApplication.CreateBuilder([NoReloading, .. args]);
        builder.AddApiHost();
        var options = RegistryComposition.OptionsOf(builder.Configuration, builder.Environment);
        builder.Services.AddRegistryApi(
            new SecondFactorRule(options.SecondFactorRequired),
            firstPasswords: builder.Environment.IsDevelopment());
        builder.Services.AddSheets(options.Font).AddSingleton(new RefusedPage(WaitPage.WriteRefused));
        if (ApiHost.OnlyDescribes)
            builder.Services.AddSingleton(Contacts.None).AddSingleton<IDrafts>(
                _ => throw new InvalidOperationException("There are no drafts behind a document."))
                .AddSingleton<IRegistry>(
                _ => throw new InvalidOperationException("There is no registry behind a document."));
        else
            builder.AddRegistry(options);

        var app = builder.Build();
        var stands = options is { Clock: not null, ClockSpeed: null };
        MapFaces(app, options, stands);
        WarnOfOneBudget(app, options);
        var place = options.Postgres is null ? options.Folder : "PostgreSQL";
        app.SayWhenReady(options.IsAlone ? place : $"{place}, cluster {options.Cluster}", stands);
        await app.RunAsync();
    }
}
