using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>Every answer about an application says whom to ask.</summary>
[Collection(Shared.Name)]
public sealed class HandlerTests(RegistryApp app)
{
    [Fact]
    public async Task The_desk_and_its_phone_stand_in_every_answer_about_an_application()
    {
        var (holder, _, id) = await app.Renewal();
        var officer = await app.As("officer.henan");
        var one = $"{HttpSteps.Api}/applications/{id}";
        Says(await holder.Get(one));
        Says((await holder.Get($"{HttpSteps.Api}/applications?mine=true"))["items"]![0]!);
        Says((await officer.Get($"{HttpSteps.Api}/applications?queue=true&limit=200"))["items"]!.AsArray()
            .Single(item => (string)item!["id"]! == id)!);
        Says(await officer.Done(one + "/accept"));
        Says(await officer.Done(one + "/refuse", new { reasons = new[] { "照片不清" } }));

        static void Says(JsonNode application)
        {
            Assert.Equal("经办机关业务窗口", (string)application["handler"]!["desk"]!["zh"]!);
            Assert.Contains("示例", (string)application["handler"]!["phone"]!, StringComparison.Ordinal);
            Assert.Null(application["handler"]!["notSet"]);
        }
    }

    /// <summary>Which desk decides would say whether the number has a railway career (H.24).</summary>
    [Fact]
    public async Task Who_proves_an_identity_reads_the_same_desk_for_every_number()
    {
        using var stranger = await app.NewAccount();
        var application = await stranger.FiledRealName("测试员", Cases.CitizenNumber());
        var filed = await stranger.Get($"{HttpSteps.Api}/applications/{application}");
        Assert.Equal("经办机关业务窗口", (string)filed["handler"]!["desk"]!["zh"]!);
    }
}
