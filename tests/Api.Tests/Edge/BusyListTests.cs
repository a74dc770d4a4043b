using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: while lists wait too long for each other, lists are turned away, for programs and people, and all else goes
/// on. Method: a registry to which somebody says that the oldest list has waited for a second.
/// </summary>
public sealed class BusyListTests(BusyListTests.CrowdedApp app) : IClassFixture<BusyListTests.CrowdedApp>
{
    /// <summary>A registry in which lists have waited for as long as <see cref="Lists"/> says.</summary>
    public sealed class CrowdedApp : RegistryApp
    {
        public TimeSpan Lists { get; set; }

        protected override void Replace(IServiceCollection services) => services.AddSingleton(
            new WaitLimit(TimeSpan.FromMilliseconds(500), () => new StoreWaits(default, new Line(Lists, 1))));
    }

    [Fact]
    public async Task Lists_searches_and_figures_are_turned_away_and_reads_and_commands_are_not()
    {
        var officer = await app.As("officer.henan");
        var id = await app.CertificateOf("driver.1");
        var search = new { kind = "certificate", expiring = 90 };
        app.Lists = TimeSpan.FromSeconds(1);
        try
        {
            foreach (var list in new[] { "statistics", "statistics/forecast", "applications?queue=true" })
            {
                using var answer = await officer.GetAsync(new Uri($"{HttpSteps.Api}/{list}", UriKind.Relative));
                await answer.Problem(503, "BUSY");
            }
            await officer.Refused($"{HttpSteps.Api}/search", 503, "BUSY", search);
            await officer.Get($"{HttpSteps.Api}/certificates/{id}");
            using var done = await officer.Post($"{HttpSteps.Api}/certificates/{id}/violations",
                new { points = 1, on = "2026-02-12", note = "x" });
            await done.Is(HttpStatusCode.OK);
        }
        finally
        {
            app.Lists = TimeSpan.FromMilliseconds(500); // As long as is allowed.
        }
        await officer.Get($"{HttpSteps.Api}/statistics");
        using var found = await officer.Post($"{HttpSteps.Api}/search", search);
        await found.Is(HttpStatusCode.OK);
    }
}
