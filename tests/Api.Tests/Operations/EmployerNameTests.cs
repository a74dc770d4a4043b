using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: a railway driver finds the new employer by name and knows the sentence before the video is recorded (seed 002
/// L34-L69). Method: a driver's account, an enterprise with a unit, every reason.
/// </summary>
[Collection(Shared.Name)]
public sealed class EmployerNameTests(RegistryApp app)
{
    private const string Sentence = Railway.Licences + "/spoken-text";

    [Fact]
    public async Task A_driver_finds_an_enterprise_by_name_or_code_and_sees_nothing_else()
    {
        var railway = await Railway.New(app);
        var (driver, _) = await railway.Driver();
        var known = await railway.Centre.Get($"{Railway.Employers}/{railway.EmployerId}");
        foreach (var query in new[] { (string)known["creditCode"]!, ((string)known["creditCode"]!).ToLowerInvariant() })
        {
            var found = Assert.Single((await driver.Get($"{Railway.Employers}?query={query}"))["items"]!.AsArray())!;
            Assert.Equal(railway.EmployerId, (string)found["id"]!);
            Assert.Equal(["id", "name", "creditCode", "units"],
                found.AsObject().Select(member => member.Key));
            Assert.Equal("一车间", (string)found["units"]![0]!["name"]!);
        }
        Assert.NotEmpty((await driver.Get($"{Railway.Employers}?query={Uri.EscapeDataString("测试机务")}"))["items"]!
            .AsArray());
        using var one = await driver.GetAsync(new Uri($"{Railway.Employers}?query=x", UriKind.Relative));
        await one.Problem(400, "MALFORMED");
        using var all = await driver.GetAsync(new Uri(Railway.Employers, UriKind.Relative));
        await all.Problem(400, "MALFORMED"); // Not all of them: by name.
    }

    [Fact]
    public async Task Names_are_looked_up_thirty_times_a_minute_and_account_at_most()
    {
        var account = await app.NewAccount();
        var statuses = new List<int>();
        for (var i = 0; i < 62; i++) // The minute may turn once on the way.
            using (var answer = await account.GetAsync(new Uri($"{Railway.Employers}?query=zz{i}", UriKind.Relative)))
                statuses.Add((int)answer.StatusCode);
        Assert.Equal(200, statuses[0]);
        Assert.Contains(429, statuses);
    }

    [Fact]
    public async Task The_sentence_is_there_before_the_video_word_for_word()
    {
        var railway = await Railway.New(app);
        var (driver, _) = await railway.Driver();
        Assert.Equal("本人张测试现有准驾机型为J5，因有效期满，现申请换证，换证机型为J5。", await Text(driver, "?reason=expiry"));
        Assert.Equal("本人张测试现有准驾机型为J5，因有变更姓名，现申请换证，换证机型为J5。",
            await Text(driver, "?reason=name&class=J5"));
        Assert.Equal("本人张测试现有准驾机型为J5，因驾驶证丢失（损毁），现申请补证，补证机型为J5。",
            await Text(driver, "?reason=lost"));
        var moved = await driver.Get($"{Sentence}?reason=employer&newEmployerId={railway.EmployerId}");
        Assert.Equal("测试机务段", (string)moved["newEmployer"]!);
        string[] wrong = ["", "?reason=other", "?reason=expiry&class=J6", "?reason=employer&newEmployerId=W-no"];
        foreach (var bad in wrong)
            await Malformed(driver, Sentence + bad);
        var (without, _) = await railway.Driver(validTo: null);
        using var none = await without.GetAsync(new Uri(Sentence + "?reason=expiry", UriKind.Relative));
        await none.Problem(422, "CERT_NOT_VALID");
    }

    private static async Task<string> Text(HttpClient driver, string query) =>
        (string)(await driver.Get(Sentence + query))["text"]!;

    private static async Task<JsonNode> Malformed(HttpClient driver, string path)
    {
        using var answer = await driver.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.Problem(400, "MALFORMED");
    }
}
