using System.Collections.Immutable;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Applying;

namespace OrleansRegistry.Portal.Records;

/// <summary>
/// The letters of each kind (rules.md B.10): the fields of their forms, and the letters made of them.
/// </summary>
internal static class LetterForms
{
    private static readonly ActField _text = new("text", new("正文", "Its words"), ActInput.Lines);
    private static readonly ActField _reason = new("reason", new("申请事由", "Why"), ActInput.Lines);

    private static readonly ActField _driver = new(
        "railLicenceId", new("驾驶人员档案编号", "Id of the driver's record"), ActInput.Text,
        new("在驾驶人员的页面上，R- 开头", "On the driver's page; begins with R-"));

    private static readonly ActField _contact = new("contact", new("联系人", "Contact"));

    private static readonly ImmutableArray<ActField> _account =
    [
        _reason, new("structure", new("企业架构", "Structure of the enterprise"), ActInput.Lines,
            new("单位及其管理人员", "Its units and who manages them")),
        new("supervisionOffice", new("所属督察室", "Supervision office")),
        new("registeredAddress", new("注册地址", "Registered address")),
        new("operatingRange", new("铁路运行范围", "Operating range")),
        new("locomotives", new("配属机车数量", "Number of locomotives"), ActInput.Number),
        new("ownLineKm", new("自有线路里程（公里）", "Own lines, km"), ActInput.Number), _contact,
        new("phone", new("联系电话", "Telephone"), ActInput.Phone), new("email", new("电子邮箱", "E-mail")),
    ];

    /// <summary>The kinds that an enterprise may send.</summary>
    public static ImmutableArray<LetterKind> OfEnterprise { get; } =
    [
        LetterKind.Withdrawal, LetterKind.IdentityChange, LetterKind.PhoneChange, LetterKind.LicenceData,
        LetterKind.SignInProblem, LetterKind.ResetPassword, LetterKind.OpenAccount, LetterKind.Rename,
        LetterKind.Disable, LetterKind.Enable, LetterKind.Other,
    ];

    /// <summary>The kinds that a unit may send: those about drivers, not about the enterprise itself.</summary>
    public static ImmutableArray<LetterKind> OfUnit { get; } =
    [
        LetterKind.Withdrawal, LetterKind.IdentityChange, LetterKind.PhoneChange, LetterKind.LicenceData,
        LetterKind.SignInProblem, LetterKind.Other,
    ];

    /// <summary>The fields of a letter, in the order of the list of its kind.</summary>
    public static ImmutableArray<ActField> FieldsOf(LetterKind kind) => kind switch
    {
        LetterKind.Withdrawal =>
        [
            new("applicationId", new("要撤回的办件号", "The application that is taken back")), _text,
        ],
        LetterKind.IdentityChange or LetterKind.PhoneChange or LetterKind.LicenceData => [_driver, _text],
        LetterKind.Rename => [new("newName", new("新名称", "The new name")), .. _account],
        LetterKind.OpenAccount or LetterKind.Disable or LetterKind.Enable => _account,
        LetterKind.ResetPassword or LetterKind.AccountReset =>
        [
            _reason, new("cause", new("管理原因", "What went wrong"), ActInput.Lines),
            new("measure", new("整改措施", "What was done about it"), ActInput.Lines), _contact,
        ],
        _ => [_text],
    };

    /// <summary>The label of a member of a letter, also of one that no form has.</summary>
    public static LocalText LabelOf(string name) =>
        Enum.GetValues<LetterKind>().SelectMany(kind => FieldsOf(kind))
            .FirstOrDefault(field => field.Name == name)?.Label
        ?? name switch
        {
            "documentIds" => new("扫描件和附件", "Scans and enclosures"),
            "oldName" => new("原名称", "The name before"),
            "driversHeld" => new("持证人数", "Drivers with a licence"),
            _ => new(name, name),
        };

    /// <summary>What happens by a letter.</summary>
    public static LocalText ConsequenceOf(LetterKind kind) => kind switch
    {
        LetterKind.Withdrawal => new("申请即时撤回，此后须重新申请；考点的来函由考试中心办理。",
            "The application is taken back at once and has to be made anew; an exam station's letter waits for the "
            + "centre."),
        LetterKind.PhoneChange => new("考试中心同意后 30 日内，贵单位可以为此人生成恢复码。",
            "Once the exam centre grants it you can make a recovery code for the driver, for 30 days."),
        LetterKind.Disable => new("考试中心办理后，贵单位的账号全部停用。",
            "Once the exam centre is done with it, every account of yours is closed."),
        _ => new("来函由考试中心办理，结果在来函列表中显示。",
            "The exam centre works it off; the list of letters says what came of it."),
    };

    /// <summary>The letter with the typed values.</summary>
    public static LetterIn Of(LetterKind kind, ActReader read, Attachments attachments)
    {
        var profile = new EmployerProfile
        {
            Structure = read.TextOrNull("structure"), SupervisionOffice = read.TextOrNull("supervisionOffice"),
            RegisteredAddress = read.TextOrNull("registeredAddress"),
            OperatingRange = read.TextOrNull("operatingRange"), Locomotives = read.NumberOrNull("locomotives"),
            OwnLineKm = read.NumberOrNull("ownLineKm"), Contact = read.TextOrNull("contact"),
            Phone = read.TextOrNull("phone"), Email = read.TextOrNull("email"),
        };
        var details = new LetterDetails
        {
            Reason = read.TextOrNull("reason"), NewName = read.TextOrNull("newName"),
            Cause = read.TextOrNull("cause"), Measure = read.TextOrNull("measure"),
            Profile = profile == new EmployerProfile() ? null : profile,
        };
        return new LetterIn(kind)
        {
            ApplicationId = read.TextOrNull("applicationId"), RailLicenceId = read.TextOrNull("railLicenceId"),
            Text = read.TextOrNull("text"), DocumentIds = attachments.Ids,
            Details = details == new LetterDetails() ? null : details,
        };
    }
}
