using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// What the three source documents say to people, in the answers of a running registry (docs/mission.md has the rows).
/// </summary>
[Collection(Shared.Name)]
public sealed class SourceGuideTests(RegistryApp app)
{
    private const string Services = HttpSteps.Api + "/services/";

    [Theory]
    [InlineData("注册时无法关联企业", "企业账号")]
    [InlineData("未通过注册校验", "户籍科")]
    [InlineData("怎样更换手机号", "原手机号和新手机号")]
    [InlineData("原手机号已注销", "找回码")]
    [InlineData("手机号和企业都变了", "新企业来函")]
    [InlineData("开通、停用企业账号", "营业执照")]
    [InlineData("忘记企业账号密码", "管理原因和整改措施")]
    [InlineData("无法登录", "截图")]
    [InlineData("电子驾驶证不能显示", "管理负责人")]
    [InlineData("长期显示“审核中”", "短信")]
    [InlineData("身份证号变了", "派出所证明")]
    [InlineData("证件数据有误", "重新申报")]
    [InlineData("换证被驳回", "有效期内重新提交")]
    [InlineData("系统有问题", "运维电话")]
    [InlineData("怎样撤回", "申请表")]
    [InlineData("缴纳邮寄费后", "单号")]
    [InlineData("补缴邮寄费", "姓名、身份证号、准驾机型、批文号、联系电话和邮寄地址")]
    public async Task A_question_of_the_railway_page_has_its_answer(string question, string answer)
    {
        foreach (var service in (string[])["rail.first", "rail.renewal", "rail.cancellation"])
        {
            var found = Assert.Single((await app.Anonymous().Get(Services + service))["questions"]!.AsArray(),
                one => ((string)one!["question"]!["zh"]!).Contains(question, StringComparison.Ordinal))!;
            Assert.Contains(answer, (string)found["answer"]!["zh"]!, StringComparison.Ordinal);
            Assert.NotEmpty((string)found["answer"]!["en"]!);
        }
    }

    [Fact]
    public async Task The_railway_s_guide_has_nature_visits_hours_fee_with_its_three_bases_and_whom_to_ask_for_what()
    {
        var guide = await app.Anonymous().Get(Services + "rail.first");
        Assert.Contains("承诺件，国家级", (string)guide["nature"]!["zh"]!, StringComparison.Ordinal);
        Assert.Equal((1, "工作日 8:30-17:00"), ((int)guide["visits"]!, (string)guide["officeHours"]!["zh"]!));
        var exam = guide["fees"]![0]!;
        Assert.Equal(("铁路机车车辆驾驶资格考试费", 3, false),
            ((string)exam["name"]!["zh"]!, exam["law"]!.AsArray().Count, (bool)exam["reducible"]!));
        Assert.StartsWith("不允许减免", (string)exam["note"]!["zh"]!, StringComparison.Ordinal);
        var contacts = guide["contacts"]!.AsArray().ToDictionary(one => (string)one!["id"]!, one => one!);
        Assert.Equal(
            ["railLicences", "railEnterprises", "railComplaints", "railLetters", "railSupport", "railCourier"],
            guide["contacts"]!.AsArray().Select(one => (string)one!["id"]!));
        Assert.Contains("装备技术中心", (string)contacts["railLetters"]["names"]!["zh"]!, StringComparison.Ordinal);
        Assert.Equal("100070", (string)contacts["railComplaints"]["postCode"]!);
        Assert.Contains("五圈路", (string)contacts["railLicences"]["address"]!["zh"]!, StringComparison.Ordinal);
        // Nobody's number is shipped: in Development each is made up and says so.
        Assert.All(contacts.Values, one => Assert.EndsWith(".invalid", (string)one["mail"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_road_guide_has_its_notice_samples_labels_and_what_courier_and_pick_up_cost()
    {
        var guide = await app.Anonymous().Get(Services + "certificate.renewal");
        Assert.Contains("到付", (string)guide["fees"]![0]!["note"]!["zh"]!, StringComparison.Ordinal);
        Assert.Equal("补发原因",
            (string)(await app.Anonymous().Get(Services + "certificate.reissue"))["labels"]!["reason"]!["zh"]!);
        var samples = guide["samples"]!.AsArray();
        Assert.Contains(samples, one => (string)one!["kind"]! == "portraitPhoto");
        using var picture = await app.Anonymous().GetAsync(
            new Uri((string)samples[0]!["path"]!, UriKind.Relative));
        Assert.Contains("<svg", await picture.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var review = await app.Anonymous().Get(Services + "vehicle.annualReview");
        Assert.Equal((6, true),
            (review["notice"]!["items"]!.AsArray().Count, (bool)review["notice"]!["consent"]!));
    }

    [Fact]
    public async Task What_was_handed_in_is_answered_with_what_was_found_in_it()
    {
        using var holder = await app.NewHolder();
        using var answer = await holder.Upload(Images.Png(700, 900), "portraitPhoto");
        await answer.Is(HttpStatusCode.Created);
        var document = await answer.Json();
        Assert.Equal(("portraitPhoto", "image/png", 700, 900), ((string)document["kind"]!,
            (string)document["contentType"]!, (int)document["width"]!, (int)document["height"]!));
        Assert.Equal(64, ((string)document["sha256"]!).Length);
        Assert.NotNull(document["warnings"]);
    }
}

/// <summary>A registry that can read cards, whatever programs this machine has.</summary>
public sealed class CardReadingTests : IAsyncLifetime
{
    private const string Address = "河南省郑州市中原区桐柏路 9 号";
    private static readonly string _number = Cases.CitizenNumber();
    private readonly ReadingApp _app = new();

    [Fact]
    public async Task The_side_with_the_portrait_is_read_to_its_filer_and_to_nobody_else()
    {
        using var filer = await _app.NewAccount();
        using var front = await filer.Upload(Images.Png(856, 540), "identityFront");
        var read = (await front.Json())["read"]!;
        Assert.Equal(("王小明", _number, Address),
            ((string)read["name"]!, (string)read["identityNumber"]!, (string)read["address"]!));
        using var back = await filer.Upload(Images.Png(856, 540, shade: 0x40), "identityBack");
        Assert.Null((await back.Json())["read"]);
        // A reading prefills: what is filed may differ, and an officer compares the picture.
        Assert.DoesNotContain((await filer.Get(HttpSteps.Api + "/me/documents"))["items"]!.AsArray(),
            one => one!["read"] is JsonObject);
        using var small = await filer.Upload(Images.Png(), "identityFront");
        Assert.Null((await small.Json())["read"]);
    }

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class ReadingApp : RegistryApp
    {
        protected override void Replace(IServiceCollection services) => services.AddSingleton<ICardReader, Reader>();
    }

    private sealed class Reader : ICardReader
    {
        public Task<CardReading?> Read(ReadOnlyMemory<byte> picture, CancellationToken cancellation = default) =>
            Task.FromResult<CardReading?>(new CardReading("王小明", _number, Address));
    }
}
