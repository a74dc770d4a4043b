using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>
/// Goal: whoever looks people up learns what the purpose needs, and no number. Each test is named after the row of
/// docs/threats.md that it walks.
/// </summary>
[Collection(Shared.Name)]
public sealed class LookUpAttackTests(RegistryApp app)
{
    /// <summary>H7: the number of a certificate is its holder's, so the mask beside it hid nothing.</summary>
    [Theory]
    [InlineData("certificateNumber")]
    [InlineData("identityNumber")]
    public async Task T8_H7_a_look_up_gives_no_number_of_a_person(string criterion)
    {
        var number = (string)(await app.Certificate())["certificateNumber"]!;
        var enforcement = await app.As("enforcement.yunnan");
        var found = await enforcement.Done(HttpSteps.Api + "/lookup",
            new JsonObject { [criterion] = number, ["reason"] = "路检" }.ToJsonString());
        Assert.Single(found["items"]!.AsArray());
        Assert.DoesNotContain(number, found.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal($"{number[..4]}************{number[^2..]}", (string)found["items"]![0]!["certificateNumber"]!);
    }

    [Fact]
    public async Task The_holder_and_the_officer_in_charge_see_the_number_of_the_certificate()
    {
        var (holder, id) = await app.Holder();
        foreach (var client in new[] { holder, await app.As("officer.henan") })
            Assert.Matches(@"^\d{17}[\dX]$",
                (string)(await client.Get($"{HttpSteps.Api}/certificates/{id}"))["certificateNumber"]!);
    }

    [Fact]
    public async Task T8_a_history_shows_no_number_not_even_to_those_who_may_read_it()
    {
        var (holder, certificate, _) = await app.Renewal();
        var number = (string)(await holder.Get(HttpSteps.Api + "/me"))["realName"]!["identityNumber"]!;
        foreach (var client in new[] { holder, await app.As("officer.henan") })
        {
            var history = await client.Get($"{HttpSteps.Api}/certificates/{certificate}/history");
            Assert.DoesNotContain(number, history.ToJsonString(), StringComparison.Ordinal);
        }
    }
}
