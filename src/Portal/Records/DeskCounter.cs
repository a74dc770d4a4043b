using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Records;

/// <summary>/desk/register: what an officer can register at the counter (H.13).</summary>
internal static class DeskCounter
{
    private static readonly ActField _authority =
        new("authority", new("发证机关所在的市、县", "City or county of the authority"), ActInput.Region,
            new("例如 郑州", "Its Chinese name"));

    private static readonly ActField _validFrom = new("validFrom", new("有效期起", "Valid from"), ActInput.Day);

    private static readonly ActField _validTo =
        new("validTo", new("有效期止（不填按规定年限）", "Valid to; as long as the rule says when not given"), ActInput.Day);

    /// <summary>The reason with which a code with a wrong check character is registered (H.21).</summary>
    public static ActField CreditCodeReason { get; } =
        new("creditCodeReason", new("校验码不符的原因（相符不填）", "Why its check character is wrong; none when it is right"),
            ActInput.Lines);

    public static Counter Counter { get; } = new(
        "/desk/register", Section.Registration, new("登记入册", "Registration"),
        [
            (Certificate(), "/desk/certificates"), (Vehicle(), "/desk/vehicles"), (Operator(), "/desk/operators"),
        ]);

    private static Act Certificate() => Act.By("certificate", new("登记从业资格证", "Register a certificate"),
        new("持证人不在册的一并登记；登记后到期、换证和考核由系统计算。",
            "The holder is registered with it when new; what falls due is counted from now on."),
        [
            new("name", new("持证人姓名", "Name of the holder")),
            new("identityNumber", new("身份证件号码", "Identity number")),
            new("certificateNumber", new("证号", "Certificate number")),
            new("kind", new("从业资格类别", "Kind"), ActInput.Choice)
            {
                Choices = ValueNames.Of<CertificateKind>(SheetWords.Of),
            },
            new("serviceUnit", new("服务单位（不填为个人）", "Service unit; none when not given")), _authority,
            new("firstIssuedOn", new("初次领取", "First issued"), ActInput.Day), _validFrom, _validTo,
        ],
        async run =>
        {
            var read = run.Read;
            var row = new CertificateRow(read.Text("certificateNumber"), read.Choice<CertificateKind>("kind"),
                new HolderRow(read.Text("name"), read.Text("identityNumber")), read.Region("authority"),
                read.Day("firstIssuedOn"), read.Day("validFrom"), read.DayOrNull("validTo"),
                read.TextOrNull("serviceUnit"));
            if (read.Refusal is { } malformed) return new Answer.No(malformed);
            var command = row.ToCertificate();
            return (await Registration.Register(
                run.Registry, row.ToPerson(), command, run.Form.Envelope(command))).Answer;
        });

    private static Act Vehicle() => Act.By("vehicle", new("登记车辆（道路运输证）", "Register a vehicle"),
        new("经营者须已登记；登记后年审和换证由系统计算。", "Its operator has to be on the register; reviews are counted from now on."),
        [
            new("creditCode", new("经营者统一社会信用代码", "Credit code of the operator")),
            new("kind", new("运输类别", "Kind"), ActInput.Choice)
            {
                Choices = ValueNames.Of<VehicleKind>(SheetWords.Of),
            },
            new("plate", new("车牌号码", "Plate")),
            new("plateColour", new("车牌颜色", "Plate colour"), ActInput.Choice)
            {
                Choices = ValueNames.Of<PlateColour>(SheetWords.Of),
            },
            new("vin", new("车辆识别代号", "Identification number")),
            new("certificateNumber", new("道路运输证号", "Certificate number")), _authority, _validFrom, _validTo,
            new("seats", new("座位数", "Seats"), ActInput.Number),
        ],
        async run =>
        {
            var read = run.Read;
            var row = new VehicleRow(read.Text("creditCode"), read.Choice<VehicleKind>("kind"), read.Text("plate"),
                read.Choice<PlateColour>("plateColour"), read.Text("vin"), read.Text("certificateNumber"),
                read.Region("authority"), read.Day("validFrom"), read.DayOrNull("validTo"),
                Seats: read.NumberOrNull("seats"));
            return read.Refusal is { } malformed ? new Answer.No(malformed)
                : (await Registration.Register(run.Registry, row, run.Form.Envelope(row.ToVehicle("")))).Answer;
        });

    private static Act Operator() => Act.By("operator", new("登记经营者", "Register an operator"),
        new("登记后可以登记许可和车辆，企业账号可以绑定许可。", "Afterwards permits and vehicles can be registered for it."),
        [
            new("creditCode", new("统一社会信用代码", "Credit code")), new("name", new("名称", "Name")), _authority,
            CreditCodeReason,
        ],
        run =>
        {
            var command = new RegisterOperator(
                run.Read.Text("creditCode"), run.Read.Text("name"), run.Read.Region("authority"), [])
            {
                CreditCodeReason = run.Read.TextOrNull("creditCodeReason"),
            };
            if (run.Read.Refusal is { } malformed) return Task.FromResult<Answer>(new Answer.No(malformed));
            var envelope = run.Form.Envelope(command);
            return run.Registry.Execute(Keys.ForNew(EntityKind.Operator, envelope.CommandId), envelope);
        });
}
