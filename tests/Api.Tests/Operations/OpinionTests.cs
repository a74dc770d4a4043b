using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: an officer asks a colleague about a case and has an answer, and nobody outside the desk sees any of it.
/// </summary>
[Collection(Shared.Name)]
public sealed class OpinionTests(RegistryApp app)
{
    private const string Applications = HttpSteps.Api + "/applications", Queue = HttpSteps.Api + "/opinions";

    [Fact]
    public async Task A_colleague_is_asked_by_name_answers_and_nothing_of_the_case_changes()
    {
        var (_, _, id) = await app.Renewal();
        var (one, two) = (await app.As("officer.henan"), await app.As("officer.henan.2"));
        await one.Done($"{Applications}/{id}/claim");
        var before = await one.Get($"{Applications}/{id}");
        var asked = await one.Done($"{Applications}/{id}/opinions",
            new { question = "照片是否合格？", of = "officer.henan.2" }, HttpStatusCode.Created);
        Assert.Equal(("open", id), ((string)asked["status"]!, (string)asked["applicationId"]!));
        var opinion = (string)asked["id"]!;
        Assert.Contains(opinion, await Ids(two, Queue));
        Assert.DoesNotContain(opinion, await Ids(one, Queue));
        await one.Refused($"{Applications}/{id}/opinions", 409, "DUPLICATE",
            new { question = "再看一次", of = "officer.henan.2" });

        var answer = $"{Applications}/{id}/opinions/{opinion}/answer";
        await one.Refused(answer, 403, "NOT_ALLOWED", new { agrees = true, text = "x" });
        var given = await two.Done(answer, new { agrees = false, text = "底色不符" });
        Assert.Equal(("answered", "底色不符"), ((string)given["status"]!, (string)given["answer"]!["text"]!));
        Assert.DoesNotContain(opinion, await Ids(two, Queue));
        Assert.Equal([opinion], await Ids(one, $"{Applications}/{id}/opinions"));
        var after = await one.Get($"{Applications}/{id}");
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
        await one.Done($"{Applications}/{id}/accept"); // The asker has the case still.
    }

    [Fact]
    public async Task The_applicant_finds_nothing_of_it_anywhere()
    {
        const string secret = "请看申请人是否冒用照片";
        var (holder, certificate, id) = await app.Renewal();
        var officer = await app.As("officer.henan");
        await officer.Done($"{Applications}/{id}/opinions", new { question = secret }, HttpStatusCode.Created);
        await (await holder.GetAsync($"{Applications}/{id}/opinions")).Problem(403, "NOT_ALLOWED");
        await holder.Refused($"{Applications}/{id}/opinions", 403, "NOT_ALLOWED", new { question = "x" });
        await (await holder.GetAsync(Queue)).Problem(403, "NOT_ALLOWED");
        foreach (var path in (string[])[$"/applications/{id}", $"/certificates/{certificate}",
            $"/certificates/{certificate}/history?limit=200", "/me/export", "/me/notices"])
        {
            var seen = await holder.GetStringAsync(HttpSteps.Api + path);
            Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
            Assert.DoesNotContain("opinion", seen, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Another_authority_a_stranger_and_a_name_that_is_not_there_are_refused()
    {
        var (_, _, id) = await app.Renewal();
        var (officer, elsewhere) = (await app.As("officer.henan"), await app.As("officer.yunnan"));
        var path = $"{Applications}/{id}/opinions";
        await elsewhere.Refused(path, 403, "OTHER_AUTHORITY", new { question = "x" });
        await (await elsewhere.GetAsync(path)).Problem(403, "OTHER_AUTHORITY");
        foreach (var name in (string[])["officer.yunnan", "nobody.at.all", "admin"])
            Assert.NotNull((await officer.Refused(path, 400, "MALFORMED",
                new { question = "x", of = name }))["errors"]!["of"]);
        Assert.NotNull((await officer.Refused(path, 400, "MALFORMED", new { question = " " }))["errors"]!["question"]);
        await officer.Refused(path + "/S-0000000000000000/answer", 404, "NOT_FOUND", new { agrees = true, text = "x" });
        var asked = await officer.Done(path, new { question = "x" }, HttpStatusCode.Created);
        await elsewhere.Refused($"{path}/{asked["id"]}/answer", 404, "NOT_FOUND", new { agrees = true, text = "x" });
        var colleague = await app.As("officer.henan.2");
        await colleague.Done($"{Applications}/{id}/not-accept", new { reasons = new[] { "x" } });
        Assert.DoesNotContain((string)asked["id"]!, await Ids(colleague, Queue));
    }

    /// <summary>Two at once are one: the same colleague is asked once, and one answer counts.</summary>
    [Fact]
    public async Task Of_many_who_ask_or_answer_at_once_one_does()
    {
        var (_, _, id) = await app.Renewal();
        var (one, two) = (await app.As("officer.henan"), await app.As("officer.henan.2"));
        var path = $"{Applications}/{id}/opinions";
        var asked = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            one.Post(path, new { question = $"第{i}问", of = "officer.henan.2" })));
        var made = Assert.Single(asked, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var answer in asked.Except([made])) await answer.Problem(409, "DUPLICATE");
        var opinion = (string)(await made.Json())["id"]!;

        var given = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            two.Post($"{path}/{opinion}/answer", new { agrees = i % 2 == 0, text = $"第{i}答" })));
        var taken = Assert.Single(given, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var answer in given.Except([taken])) await answer.Problem(409, "WRONG_STATE");
        var kept = (await one.Get(path))["items"]!.AsArray();
        Assert.Equal((string)(await taken.Json())["answer"]!["text"]!, (string)kept.Single()!["answer"]!["text"]!);
    }

    private static async Task<List<string>> Ids(HttpClient client, string path) =>
        [.. (await client.Get(path))["items"]!.AsArray().Select(one => (string)one!["id"]!)];
}
