using System.Net;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>Goal: an application from both sides of the desk, and whatever may not be done to it.</summary>
[Collection(Shared.Name)]
public sealed class ApplicationTests(RegistryApp app)
{
    private const string Applications = HttpSteps.Api + "/applications";

    [Fact]
    public async Task An_application_is_created_and_has_an_address()
    {
        var (holder, certificate) = await app.Holder();
        using var answer = await holder.Post($"{HttpSteps.Api}/certificates/{certificate}/applications", new
        {
            service = "certificate.renewal",
            form = new { serviceUnit = "个人", address = "河南省郑州市" },
            materials = await holder.RenewalMaterials(),
            delivery = "post",
        });
        await answer.Is(HttpStatusCode.Created);
        var application = await answer.Json();
        Assert.Equal("submitted", (string)application["status"]!);
        Assert.Equal("2026-02-24",
            (string)application["acceptBy"]!); // Two working days after Friday the 13th, over the Spring Festival.
        Assert.Equal($"/api/v1/applications/{application["id"]}", answer.Headers.Location!.ToString());
        using var there = await holder.GetAsync(answer.Headers.Location);
        Assert.Equal(answer.Headers.ETag, there.Headers.ETag);
        Assert.Null((await there.Json())["applicant"]);
    }

    [Fact]
    public async Task What_is_handed_in_is_checked_from_the_form_to_the_materials()
    {
        var (holder, certificate) = await app.Holder();
        var path = $"{HttpSteps.Api}/certificates/{certificate}/applications";
        Assert.NotNull((await holder.Refused(
            path, 400, "MALFORMED", new { service = "none", form = new { } }))["errors"]!["service"]);
        Assert.NotNull(
            (await holder.Refused(path, 400, "MALFORMED", new { service = "certificate.renewal" }))["errors"]!["form"]);
        Assert.NotNull((await holder.Refused(path, 400, "UNKNOWN_FIELD",
            new { service = "certificate.renewal", form = new { colour = 1 } }))["errors"]!["form.colour"]);
        Assert.NotNull((await holder.Refused(path, 400, "MALFORMED",
            new { service = "certificate.reissue", form = new { reason = "stolen" } }))["errors"]!["form.reason"]);
        Assert.NotNull((await holder.Refused(path, 400, "MALFORMED",
            new { service = "certificate.reissue", form = new { } }))["errors"]!["form.reason"]);
        Assert.NotNull((await holder.Refused(path, 400, "MALFORMED",
            """{"service":"certificate.renewal","form":{},"materials":[null]}"""))["errors"]!["materials[0]"]);
        Assert.NotNull((await holder.Refused(path, 400, "MALFORMED",
            new { service = "certificate.renewal", form = new { phone = "no phone" } }))["errors"]!["form.phone"]);
        Assert.NotNull((await holder.Refused(path, 422, "MATERIAL_MISSING",
            new { service = "certificate.renewal", form = new { } }))["errors"]!["drivingLicence"]);
        var materials = await holder.RenewalMaterials();
        await holder.Refused(path, 422, "MATERIAL_UNFIT", new
        {
            service = "certificate.renewal", form = new { },
            materials = materials.Skip(1).Append(new { kind = "drivingLicence", documentId = "D-NOT-THERE" })
        });
    }

    /// <summary>
    /// No decision without its proof: the desk knows who has looked at what, and the applicant does not.
    /// </summary>
    [Fact]
    public async Task What_an_officer_has_looked_at_is_marked_for_the_desk_alone()
    {
        var (holder, certificate) = await app.Holder();
        using var answer = await holder.Post($"{HttpSteps.Api}/certificates/{certificate}/applications", new
        {
            service = "certificate.renewal", form = new { serviceUnit = "个人", address = "河南省郑州市" },
            materials = await holder.RenewalMaterials(), delivery = "pickUp",
        });
        await answer.Is(HttpStatusCode.Created);
        var path = $"{Applications}/{(string)(await answer.Json())["id"]!}";
        var officer = await app.As("officer.henan");
        var before = (await officer.Get(path))["materials"]!.AsArray();
        Assert.All(before, material => Assert.Empty(material!["seenBy"]!.AsArray()));

        using var looked = await officer.GetAsync(
            new Uri($"{HttpSteps.Api}/documents/{(string)before[1]!["documentId"]!}", UriKind.Relative));
        await looked.Is(HttpStatusCode.OK);
        var after = (await officer.Get(path))["materials"]!.AsArray();
        Assert.Empty(after[0]!["seenBy"]!.AsArray());
        Assert.Equal([(string)(await officer.Get(HttpSteps.Api + "/me"))["id"]!],
            after[1]!["seenBy"]!.AsArray().Select(account => (string)account!));
        Assert.All((await holder.Get(path))["materials"]!.AsArray(), material => Assert.Null(material!["seenBy"]));
    }

    [Fact]
    public async Task Only_the_holder_applies()
    {
        var certificate = await app.CertificateOf("driver.1");
        var path = $"{HttpSteps.Api}/certificates/{certificate}/applications";
        var body = new { service = "certificate.cancellation", form = new { reason = "x" } };
        await (await app.As("driver.2")).Refused(path, 404, "NOT_FOUND", body);
        await (await app.As("officer.henan")).Refused(path, 403, "NOT_ALLOWED", body);
        using var stranger = await app.NewAccount();
        await stranger.Refused(path, 403, "REAL_NAME_REQUIRED", body);
    }

    [Fact]
    public async Task Reading_is_for_the_holder_and_the_officer_in_charge_who_alone_sees_the_number()
    {
        var (holder, _, id) = await app.Renewal();
        Assert.DoesNotContain(
            "applicant", (await holder.Get($"{Applications}/{id}")).ToJsonString(), StringComparison.Ordinal);
        var seen = await (await app.As("officer.henan")).Get($"{Applications}/{id}");
        Assert.Matches(@"^\d{17}[\dX]$", (string)seen["applicant"]!["identityNumber"]!);
        await Refuses("driver.1", $"{Applications}/{id}", 404, "NOT_FOUND");
        await Refuses("officer.yunnan", $"{Applications}/{id}", 403, "OTHER_AUTHORITY");
        await Refuses("admin", $"{Applications}/{id}", 403, "NOT_ALLOWED");
        await Refuses("officer.henan", $"{Applications}/Q-0000000000000000.1", 404, "NOT_FOUND");
        await Refuses("officer.henan", $"{Applications}/nonsense", 404, "NOT_FOUND");
    }

    [Theory]
    [InlineData("claim", "{}")]
    [InlineData("release", "{}")]
    [InlineData("accept", "{}")]
    [InlineData("not-accept", """{"reasons":["x"]}""")]
    [InlineData("supplement", """{"message":"x","materials":[]}""")]
    [InlineData("approve", "{}")]
    [InlineData("refuse", """{"reasons":["x"]}""")]
    [InlineData("ready", "{}")]
    [InlineData("deliver", "{}")]
    public async Task Desk_work_is_for_the_officers_of_the_authority(string verb, string body)
    {
        var (holder, _, id) = await app.Renewal();
        await holder.Refused($"{Applications}/{id}/{verb}", 403, "NOT_ALLOWED", body);
        await (await app.As("officer.yunnan")).Refused($"{Applications}/{id}/{verb}", 403, "OTHER_AUTHORITY", body);
        await (await app.As("officer.henan")).Refused(
            $"{Applications}/Q-0000000000000000.1/{verb}", 404, "NOT_FOUND", body);
        await (await app.As("officer.henan")).Refused(
            $"{Applications}/{id[..id.IndexOf('.', StringComparison.Ordinal)]}.77/{verb}", 404, "NOT_FOUND", body);
    }

    [Fact]
    public async Task An_administrator_puts_back_what_an_officer_left_on_the_desk_and_does_not_see_what_it_says()
    {
        var (_, _, id) = await app.Renewal();
        await (await app.As("officer.henan")).Done($"{Applications}/{id}/claim");
        var seen = await (await app.As("admin")).Done($"{Applications}/{id}/release");
        Assert.Equal(id, (string)seen["id"]!);
        Assert.Null(seen["claimedBy"]);
        Assert.Null(seen["form"]);
        Assert.Empty(seen["materials"]!.AsArray());
    }

    [Theory]
    [InlineData("approve", "{}")]
    [InlineData("refuse", """{"reasons":["x"]}""")]
    [InlineData("ready", "{}")]
    [InlineData("deliver", "{}")]
    public async Task What_is_not_accepted_cannot_go_on(string verb, string body)
    {
        var (_, _, id) = await app.Renewal();
        await (await app.As("officer.henan")).Refused($"{Applications}/{id}/{verb}", 409, "WRONG_STATE", body);
    }

    [Theory]
    [InlineData("not-accept", """{"reasons":[]}""", "reasons")]
    [InlineData("not-accept", """{"reasons":[null]}""", "reasons")]
    [InlineData("refuse", """{"reasons":"x"}""", "reasons")]
    [InlineData("refuse", "{}", "reasons")]
    [InlineData("approve", """{"grade":"AAAA"}""", "grade")]
    [InlineData("supplement", """{"materials":["portraitPhoto"]}""", "message")]
    [InlineData("supplement", """{"message":"x","materials":["none"]}""", "materials[0]")]
    public async Task Malformed_desk_work_is_named_by_field(string verb, string body, string field)
    {
        var (_, _, id) = await app.Renewal();
        var problem =
            await (await app.As("officer.henan")).Refused($"{Applications}/{id}/{verb}", 400, "MALFORMED", body);
        Assert.NotNull(problem["errors"]![field]);
    }

    [Fact]
    public async Task Withdrawing_is_the_holders_and_ends_with_acceptance()
    {
        var (holder, certificate, id) = await app.Renewal();
        await holder.Refused($"{HttpSteps.Api}/certificates/{certificate}/applications", 409, "OPEN_APPLICATION_EXISTS",
            new { service = "certificate.cancellation", form = new { reason = "x" } });
        await (await app.As("officer.henan")).Refused($"{Applications}/{id}/withdraw", 403, "NOT_ALLOWED");
        Assert.Equal("withdrawn", (string)(await holder.Done($"{Applications}/{id}/withdraw"))["status"]!);
        var (second, _, other) = await app.Renewal();
        await (await app.As("officer.henan")).Done($"{Applications}/{other}/accept");
        await second.Refused($"{Applications}/{other}/withdraw", 409, "ALREADY_ACCEPTED");
    }

    [Fact]
    public async Task A_supplement_is_asked_once_and_answered()
    {
        var (holder, _, id) = await app.Renewal();
        var officer = await app.As("officer.henan");
        var asked = await officer.Done(
            $"{Applications}/{id}/supplement", new { materials = new[] { "portraitPhoto" }, message = "照片不清晰" });
        Assert.Equal("supplementRequested", (string)asked["status"]!);
        var licence = new { kind = "drivingLicence", documentId = await holder.Uploaded("drivingLicence") };
        await holder.Refused(
            $"{Applications}/{id}/supplement-answer", 422, "MATERIAL_MISSING", new { materials = new[] { licence } });
        var photo = new { kind = "portraitPhoto", documentId = await holder.Uploaded("portraitPhoto") };
        var answered = await holder.Done($"{Applications}/{id}/supplement-answer", new { materials = new[] { photo } });
        Assert.Equal("submitted", (string)answered["status"]!);
        await officer.Refused($"{Applications}/{id}/supplement",
            409,
            "WRONG_STATE",
            new { materials = Array.Empty<string>(), message = "again" });
    }

    [Fact]
    public async Task The_queue_is_the_desks_and_can_be_narrowed()
    {
        var (_, _, id) = await app.Renewal();
        var officer = await app.As("officer.henan");
        var queue = await officer.Get(
            $"{Applications}?queue=true&service=certificate.renewal&status=submitted&overdue=false&limit=200");
        var row = queue["items"]!.AsArray().Single(item => (string)item!["id"]! == id)!;
        Assert.Equal("2026-02-24", (string)row["acceptBy"]!);
        Assert.False((bool)row["overdue"]!);
        Assert.False((bool)row["provisional"]!);
        Assert.Empty((await officer.Get($"{Applications}?queue=true&overdue=true"))["items"]!.AsArray());
        Assert.DoesNotContain(
            id,
            (await (await app.As("officer.yunnan")).Get($"{Applications}?queue=true")).ToJsonString(),
            StringComparison.Ordinal);
        var administrator = await (await app.As("admin")).Get($"{Applications}?queue=true&limit=200");
        var shown = administrator["items"]!.AsArray().Single(item => (string)item!["id"]! == id)!;
        Assert.Null(shown["form"]);
        Assert.Empty(shown["materials"]!.AsArray());
    }

    [Fact]
    public async Task The_queue_is_paged_without_gaps_or_repeats()
    {
        await app.Renewal();
        await app.Renewal();
        var officer = await app.As("officer.henan");
        var all = (await officer.Get($"{Applications}?queue=true&limit=200"))["items"]!.AsArray().Select(
            item => (string)item!["id"]!);
        var paged = new List<string>();
        for (var next = ""; next is not null;)
        {
            var page = await officer.Get($"{Applications}?queue=true&limit=1" + (next.Length > 0
                ? "&cursor=" + next
                : ""));
            paged.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            next = (string?)page["next"];
        }
        Assert.Equal(all, paged);
    }

    [Theory]
    [InlineData("", "mine")]
    [InlineData("?mine=true&queue=true", "mine")]
    [InlineData("?queue=true&service=none", "service")]
    [InlineData("?queue=true&status=none", "status")]
    [InlineData("?queue=true&status=Submitted", "status")]
    [InlineData("?queue=true&overdue=yes", "overdue")]
    [InlineData("?queue=true&limit=201", "limit")]
    [InlineData("?queue=true&limit=-1", "limit")]
    [InlineData("?queue=true&cursor=made-up", "cursor")]
    public async Task A_list_that_cannot_be_understood_is_malformed(string query, string field)
    {
        using var answer =
            await (await app.As("officer.henan")).GetAsync(new Uri(Applications + query, UriKind.Relative));
        Assert.NotNull((await answer.Problem(400, "MALFORMED"))["errors"]![field]);
    }

    [Fact]
    public async Task My_applications_are_the_holders_own()
    {
        var (holder, _, id) = await app.Renewal();
        Assert.Equal(id, (string)(await holder.Get(Applications + "?mine=true"))["items"]![0]!["id"]!);
        await Refuses("officer.henan", Applications + "?mine=true", 403, "NOT_ALLOWED");
        await Refuses("driver.1", Applications + "?queue=true", 403, "NOT_ALLOWED");
    }

    private async Task Refuses(string account, string path, int status, string code)
    {
        using var answer = await (await app.As(account)).GetAsync(new Uri(path, UriKind.Relative));
        await answer.Problem(status, code);
    }
}
