using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Words;

/// <summary>The names of an account's roles.</summary>
public static class RoleNames
{
    /// <summary>The names of <paramref name="roles"/>; a role of a newer program is left out.</summary>
    public static IEnumerable<LocalText> Of(Roles roles) =>
        Enum.GetValues<Roles>().Where(role => (roles & role) != 0).Select(NameOf).OfType<LocalText>();

    private static LocalText? NameOf(Roles role) => role switch
    {
        Roles.Holder => new("持证人", "Holder"),
        Roles.Operator => new("道路运输经营者", "Operator"),
        Roles.Employer => new("铁路用人单位", "Railway employer"),
        Roles.Officer => new("经办人", "Officer"),
        Roles.ExamCentre => new("考试中心", "Exam centre"),
        Roles.Administration => new("国家铁路局", "National Railway Administration"),
        Roles.Enforcement => new("执法人员", "Enforcement"),
        Roles.Administrator => new("系统管理员", "Administrator"),
        Roles.Auditor => new("审计员", "Auditor"),
        _ => null,
    };
}
