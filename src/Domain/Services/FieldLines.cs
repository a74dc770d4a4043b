using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Services;

/// <summary>Fields that several services ask for.</summary>
internal static class FieldLines
{
    public static FieldLine ServiceUnit { get; } = new("serviceUnit", new("服务单位", "Service unit"))
    {
        IsName = true,
        Hint = new LocalText("没有单位的填“个人”", "Write 个人 if you work for yourself"),
    };

    public static FieldLine Phone { get; } =
        new("phone", new("联系电话", "Telephone"), Required: false) { IsPhone = true, MaxLength = FormCheck.MaxPhone };

    public static FieldLine Address { get; } =
        new("address", new("联系地址", "Address"), Required: false) { MaxLength = FormCheck.MaxText };

    /// <summary>The reason, in the applicant's words.</summary>
    public static FieldLine Reason { get; } = new("reason", new("原因", "Reason")) { MaxLength = FormCheck.MaxText };

    /// <summary>Why a document must be made again.</summary>
    public static FieldLine LostOrDamaged { get; } = new("reason", new("补发原因", "Why it is made again"))
    {
        Choices = [new("lost", new("遗失", "Lost")), new("damaged", new("毁损", "Damaged"))],
    };

    public static FieldLine IdentityKind { get; } = new("identityKind", new("证件类型", "Kind of identity document"))
    {
        Choices =
        [
            new("citizenId", new("居民身份证", "Resident identity card")),
            new("residencePermit", new("港澳台居民居住证", "Residence permit (Hong Kong, Macao, Taiwan)")),
            new("foreignPermanentResident", new("外国人永久居留身份证", "Foreign permanent resident card")),
        ],
    };

    /// <summary>A class of railway licence; its code is its name.</summary>
    public static FieldLine RailClasses { get; } = new("class", new("准驾机型", "Class"))
    {
        Choices = [.. RailClass.All.Select(one => one.ToString())
            .Select(code => new Choice(code, new LocalText(code + " 类", "Class " + code)))],
    };

    public static FieldLine HealthReportOn { get; } =
        new("healthReportOn", new("体检报告日期", "Date of the health report"), "date");
}
