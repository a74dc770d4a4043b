using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>Refusals about railway licences, in words that a driver understands.</summary>
public static class RailRefusals
{
    /// <summary>Only the employer can do it (L195-198).</summary>
    public static Refusal EmployerOnly() => new(RefusalCode.EmployerOnly,
        new LocalText("须经所在企业办理，不能以个人名义办理。", "This goes through the employer; it cannot be done in one's own name."))
    {
        Law = Citations.RailChanges,
    };

    /// <summary>The ban is running (B.8).</summary>
    public static Refusal Banned(DateOnly until) => new(RefusalCode.Banned,
        new LocalText($"因以欺骗、贿赂等不正当手段取得驾驶证被撤销，{until:yyyy-MM-dd} 起方可再次申请。",
            $"The licence was revoked for fraud or bribery; a new application is possible from {until:yyyy-MM-dd}."))
    {
        Law = Citations.RailRevocation, RetryFrom = until,
    };

    /// <summary>The conditions are not met; all of them are named.</summary>
    public static Refusal NotEligible(ImmutableArray<FailedCondition> missing) => new(RefusalCode.NotEligible,
        new LocalText("不符合申请条件：" + string.Concat(missing.Select(one => one.Text.Zh)),
            "The conditions are not met: " + string.Join(' ', missing.Select(one => one.Text.En))))
    {
        Law = string.Join("; ", missing.Select(one => one.Law).Distinct()),
        Faults = [.. missing.Select(one => new FieldFault(one.Code, one.Text))],
    };

    /// <summary>The licence has ended: every later request gets this answer (H.11).</summary>
    public static Refusal Ended(LicenceEnd end, RailRulebook rulebook)
    {
        var row = rulebook.Of(end.Revocation ?? end.Ground);
        return new Refusal(
            RefusalCode.CertCancelled,
            new LocalText(
                $"驾驶证已于 {end.EffectiveOn:yyyy-MM-dd} 注销（{row.Names.Zh}）。",
                $"The licence was cancelled on {end.EffectiveOn:yyyy-MM-dd} ({row.Names.En})."))
        { Law = row.Law };
    }

    /// <summary>There is no licence.</summary>
    public static Refusal NoLicence() => new(RefusalCode.CertNotValid,
        new LocalText("没有驾驶证，请初次申请。", "There is no licence; make a first application."));

    /// <summary>Another application is open.</summary>
    public static Refusal OpenApplication(string applicationId) => new(
        RefusalCode.OpenApplicationExists,
        new LocalText(
            $"有正在办理的申请（{applicationId}），请待其办结或由企业来函撤回后再申请。",
            $"Another application is open ({applicationId}); wait for its end, or let the employer withdraw it "
                + "by letter."))
    {
        Law = Citations.RailGuide,
    };

    /// <summary>The window of the renewal is not open yet.</summary>
    public static Refusal TooEarly(DateOnly opensOn) => new(RefusalCode.TooEarly,
        new LocalText(
            $"未到换证时间，{opensOn:yyyy-MM-dd} 起可以申请。", $"It is too early: renewal opens on {opensOn:yyyy-MM-dd}."))
    {
        Law = Citations.RailValidity, RetryFrom = opensOn,
    };

    /// <summary>A result cannot be recorded before the day of its part (H.20).</summary>
    public static Refusal BeforeExam(DateOnly day) => new(RefusalCode.TooEarly,
        new LocalText(
            $"考试尚未举行，{day:yyyy-MM-dd} 起可以登记成绩。",
            $"The exam has not taken place: its result can be recorded from {day:yyyy-MM-dd}."))
    {
        Law = Citations.RailFirst, RetryFrom = day,
    };

    /// <summary>The registration deadline of the exam has passed.</summary>
    public static Refusal TooLate(DateOnly closedOn) => new(RefusalCode.TooLate,
        new LocalText(
            $"考试报名已于 {closedOn:yyyy-MM-dd} 截止。", $"Registration for the exam closed on {closedOn:yyyy-MM-dd}."))
    {
        Law = Citations.RailFirst,
    };

    /// <summary>No day is left before retirement.</summary>
    public static Refusal Retired(DateOnly retiresOn) => new(RefusalCode.AgeLimit,
        new LocalText($"有效期不得超过法定退休日期（{retiresOn:yyyy-MM-dd}）。",
            $"A licence is not valid beyond the statutory retirement date ({retiresOn:yyyy-MM-dd})."))
    {
        Law = Citations.RailValidity,
    };

    /// <summary>The application would change nothing.</summary>
    public static Refusal Unchanged() => new(RefusalCode.Unchanged,
        new LocalText("变更后的内容与现内容相同。", "What is to be changed is already so."))
    { Law = Citations.RailGuide };

    /// <summary>The driver has died.</summary>
    public static Refusal Died() => new(RefusalCode.CertNotValid,
        new LocalText("驾驶人员已死亡。", "The driver has died."))
    { Law = Citations.RailCancellation };

    /// <summary>A person has one career.</summary>
    public static Refusal Registered() => new(RefusalCode.Duplicate,
        new LocalText("该驾驶人员已登记，或证号已存在。", "This driver, or a licence with this number, is already on the register."));

    /// <summary>The form belongs to a service that is not of the railway.</summary>
    public static Refusal OtherForm() =>
        Refusals.Malformed(Refusals.Fault("form", "请使用铁路业务的申请表。", "This is not a rail form."));

    /// <summary>Materials by code.</summary>
    public static Refusal Materials(RefusalCode code, ImmutableArray<FieldFault> faults) =>
        Applications.ApplicationRefusals.Materials(code, faults) with { Law = Citations.RailGuide };
}
