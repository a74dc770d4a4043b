using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Tests.Edge;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>
/// Goal: an account that anybody opens by a phone fills no disk by writing (T15, docs/adr/0174). Method: more writes of
/// a holder than anybody types, from an address of its own, over the API and on pages; and the limit by itself.
/// </summary>
public sealed class AccountLimitTests(HurriedApp app) : IClassFixture<HurriedApp>
{
    private const string Calendar = HttpSteps.Api + "/me/calendar";

    [Fact]
    public async Task T15_a_holder_writes_so_much_a_minute_and_reads_on_and_an_officer_has_no_such_limit()
    {
        using var holder = Elsewhere(await app.As("driver.4"), "192.0.2.201");
        var taken = 0;
        for (var i = 0; i <= AccountLimit.OfHolder + 20; i++)
        {
            using var answer = await holder.Post(Calendar, new { action = "end" });
            if (answer.IsSuccessStatusCode) taken++;
            else
            {
                await answer.Problem(429, "TOO_MANY");
                Assert.NotNull(answer.Headers.RetryAfter);
            }
        }
        Assert.InRange(taken, AccountLimit.OfHolder, AccountLimit.OfHolder + 20); // Two a second come back meanwhile.
        await holder.Get(HttpSteps.Api + "/me");
        using (var page = await Posted(holder, "/account/calendar"))
            Assert.Equal(429, (int)page.StatusCode);

        using var officer = Elsewhere(await app.As("officer.henan"), "192.0.2.202");
        for (var i = 0; i <= AccountLimit.OfHolder + 5; i++) await officer.Done(Calendar, new { action = "end" });
    }

    [Fact]
    public void T15_it_is_each_account_by_itself_and_comes_back_evenly()
    {
        var clock = new FakeTimeProvider();
        var limit = new AccountLimit(clock);
        Assert.Equal(AccountLimit.OfHolder, Taken(Of("A-1", Roles.Holder)));
        Assert.Equal(AccountLimit.OfHolder, Taken(Of("A-2", Roles.Holder)));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(10, Taken(Of("A-1", Roles.Holder)));
        foreach (var roles in (Roles[])[Roles.Officer, Roles.Operator, Roles.Holder | Roles.Operator])
            Assert.Equal(1_000, Taken(Of("A-3", roles)));

        int Taken(Account account) => Enumerable.Range(0, 1_000).Count(_ => limit.WaitOf(account) is null);
    }

    private static Account Of(string id, Roles roles) =>
        new(id, null, null, roles, null, Desks.None, null, MustChangePassword: false, Disabled: false);

    /// <summary>Handed on by the proxy for somebody else: this machine itself has no limit in Development.</summary>
    private static HttpClient Elsewhere(HttpClient client, string address)
    {
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    private static async Task<HttpResponseMessage> Posted(HttpClient holder, string path)
    {
        using var form = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new("step", "end")]),
        };
        form.Headers.Add("Cookie", "registry=" + holder.DefaultRequestHeaders.Authorization!.Parameter);
        return await holder.SendAsync(form);
    }
}
