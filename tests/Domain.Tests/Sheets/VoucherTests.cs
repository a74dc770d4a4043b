using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Tests.Certificates;
using OrleansRegistry.Domain.Tests.Vehicles;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Tests.Sheets;

/// <summary>Vouchers say what the registry says, and only of what was granted (A.3, A.8).</summary>
public sealed class VoucherTests
{
    private static readonly SheetStamp _stamp = new(
        "https://licences.example.cn/v/token", "https://licences.example.cn/v", DateTimeOffset.UnixEpoch);

    [Fact]
    public void The_assessment_voucher_says_whose_cycle_got_which_grade()
    {
        var sheet = SheetOf(Assessed());
        Assert.Equal(new LocalText("诚信考核凭证", "Integrity assessment voucher"), sheet.Title);
        Assert.Equal(
        [
            ("姓名", "张三"), ("身份证件号码", "1101************2X"), ("从业资格证号", "410105198502280015"), ("从业资格类别", "普通货运驾驶员"),
            ("服务单位", "郑州货运一公司"), ("考核周期（第 1 期）", "2025-01-20 至 2026-01-19"), ("考核等级", "AA（合格）"),
            ("证件有效期", "2025-01-20 至 2031-01-19"), ("凭证有效期", "2026-02-02 至 2027-02-08"), ("凭证状态", "有效"),
            ("办件编号", "Q-1.1")],
        sheet.Rows.Select(row => (row.Label.Zh, row.Value.Zh)));
    }

    [Fact]
    public void A_certificate_number_that_is_the_holders_own_is_masked_like_it()
    {
        var stage = Assessed();
        stage.Holder = stage.Holder with { IdentityNumber = "410105198502280015" };
        Assert.DoesNotContain(SheetOf(stage).Rows, row => row.Value.Zh.Contains("19850228", StringComparison.Ordinal));
    }

    [Fact]
    public void What_became_of_the_certificate_since_is_said_as_of_now_and_the_grade_stays()
    {
        var stage = Assessed();
        stage.At("2026-03-01").WhenOfficer(new CancelCertificate(CancellationGround.Authority, "依职权")).ThenDone();
        var rows = SheetOf(stage).Rows;
        Assert.Equal("已失效", rows.Single(row => row.Label.Zh == "凭证状态").Value.Zh);
        Assert.Equal("AA（合格）", rows.Single(row => row.Label.Zh == "考核等级").Value.Zh);
    }

    [Fact]
    public void The_review_voucher_holds_from_its_own_decision_for_a_year()
    {
        var stage = Reviewed();
        var sheet = Vouchers.Of(stage.Application, stage.Vehicle, stage.ContextFor(VehicleStage.OperatorActor), _stamp);
        Assert.Equal(new LocalText("年度审核凭证", "Annual review voucher"), sheet.Title);
        Assert.Equal(
        [
            ("经营者名称", "郑州货运有限公司"), ("车牌号码", "豫A12345"), ("车牌颜色", "黄色"), ("车辆识别代号", "LZYTDTE67C1000001"),
            ("道路运输证号", "410100000123"), ("运输类别", "普通货运"), ("审核结果", "合格"), ("凭证有效期", "2026-02-13 至 2027-02-12"),
            ("凭证状态", "有效"), ("办件编号", "V-1.1"),
        ], sheet.Rows.Select(row => (row.Label.Zh, row.Value.Zh)));
        stage.At("2026-02-20")
            .WhenOfficer(new RecordTechnicalGrade(TechnicalGrade.Grade2, stage.Today, StructureAltered: false))
            .ThenDone();
        Assert.Contains(Vouchers.Of(
            stage.Application, stage.Vehicle, stage.ContextFor(VehicleStage.OperatorActor), _stamp).Rows,
            row => row.Value == new LocalText("二级", "Grade 2"));
    }

    [Fact]
    public void Only_what_was_approved_has_a_voucher_and_only_of_a_service_that_makes_one()
    {
        var waiting = new Stage("2026-02-02").Given("2025-01-20").WhenApplies(new AssessmentForm("个人"));
        Assert.Equal(RefusalCode.WrongState, Vouchers.Refuses(waiting.Application)?.Code);
        Assert.Equal(
            RefusalCode.WrongState,
            Vouchers.Refuses(waiting.WhenAccepted().WhenOfficer(new Refuse("Q-1.1", ["材料不实"])).Application)?.Code);
        Assert.Null(Vouchers.Refuses(Assessed().Application));
        Assert.Null(Vouchers.Refuses(Reviewed().Application));
        var renewal = new Stage("2026-02-13").Given("2020-03-01")
            .WhenApplies(new RenewalForm())
            .WhenAccepted()
            .WhenApproved();
        Assert.Equal(RefusalCode.NotFound, Vouchers.Refuses(renewal.Application)?.Code);
    }

    [Fact]
    public void Every_value_of_the_field_has_words_in_both_languages()
    {
        All<CertificateKind>(SheetWords.Of);
        All<VehicleKind>(SheetWords.Of);
        All<Grade>(SheetWords.Of);
        All<TechnicalGrade>(SheetWords.Of);
        All<VerdictResult>(SheetWords.Of);
        All<OrleansRegistry.Domain.Identifiers.PlateColour>(SheetWords.Of);

        static void All<T>(Func<T, LocalText> words) where T : struct, Enum
        {
            var texts = Enum.GetValues<T>().Select(words).ToList();
            Assert.Equal(texts.Count, texts.Select(text => text.Zh).Distinct().Count());
            Assert.Equal(texts.Count, texts.Select(text => text.En).Distinct().Count());
        }
    }

    [Theory]
    [InlineData("2026-02-12T15:59:59Z", "2026-02-12 23:59")]
    [InlineData("2026-02-12T16:00:00Z", "2026-02-13 00:00")]
    public void The_instant_of_a_sheet_is_that_of_Shanghai(string at, string shown)
    {
        var sheet = SheetOf(Assessed()) with { Stamp = _stamp with { AsOf = DateTimeOffset.Parse(at, null) } };
        Assert.Contains(shown, sheet.Note.Zh, StringComparison.Ordinal);
        Assert.Contains(shown, sheet.Note.En, StringComparison.Ordinal);
        Assert.Contains("https://licences.example.cn/v", sheet.Note.Zh, StringComparison.Ordinal);
    }

    private static Sheet SheetOf(Stage stage) =>
        Vouchers.Of(stage.Application, stage.Certificate, stage.ContextFor(Stage.HolderActor), _stamp);

    private static Stage Assessed() =>
        new Stage("2026-02-02").Given("2025-01-20").WhenApplies(new AssessmentForm("个人")).WhenAccepted().WhenApproved();

    private static VehicleStage Reviewed() => new VehicleStage("2026-02-13").Given("2025-03-01")
        .WhenApplies(new AnnualReviewForm("李四", "13800000000", true, HasInspectionRecords: false)).ThenDone()
        .WhenOfficer(new Accept("V-1.1")).ThenDone().WhenOfficer(new Approve("V-1.1")).ThenDone();
}
