using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>
/// Why a case can be granted, condition by condition, each with its article. Whether it can is decided by asking the
/// approval itself (<see cref="CaseOutlook"/>); this list explains it.
/// </summary>
internal static class CaseConditions
{
    /// <summary>The conditions, as they are now.</summary>
    public static ImmutableArray<CaseCondition> Of(
        ApplicationView view, IApplication application, EntityState owner, Decision? outlook, Context context)
    {
        var conditions = ImmutableArray.CreateBuilder<CaseCondition>();
        var law = Catalogue.Find(view.Service)?.Law is [var first, ..] ? first : null;
        if (outlook is Decision.Refused { Refusal: var no }) conditions.Add(new(no.Detail, false, no.Law ?? law));
        else if (outlook is not null)
            conditions.Add(new(new("系统核查：现在可以审验通过", "Checked by the registry: it can be approved now"), true, law));
        conditions.AddRange(owner switch
        {
            Certificate c => OfCertificate(c, view, context),
            Vehicle v => OfVehicle(v, context),
            RailCareer c => OfRail(c, view),
            _ => OfIdentity(view),
        });
        if (view.Hints is { } hints) conditions.AddRange(hints.Select(hint => new CaseCondition(hint.Text, null)));
        if (MaterialsOf(view, application, owner) is { } materials) conditions.Add(materials);
        if (view.Materials.Length > 0)
            conditions.Add(new(new("材料是否清晰、是否本人、是否翻拍，须人工判断",
                "Whether the materials are legible, the applicant's own and no copies is for a person to see"), null));
        return conditions.ToImmutable();
    }

    private static IEnumerable<CaseCondition> OfCertificate(Certificate c, ApplicationView view, Context context)
    {
        var rules = context.Road;
        var handedIn = ShanghaiTime.DateOf(view.SubmittedAt);
        if (view.Service == ServiceId.CertificateRenewal)
        {
            var (opens, lapses) = (c.RenewalOpensOn(rules), c.LapsesAfter(context.Rulebook, context.Calendar).Date);
            yield return new(new($"在申请期内：{Dates.Day(opens, false)}起，{Dates.Day(lapses, false)}止",
                $"Inside its window: {Dates.Day(opens, true)} to {Dates.Day(lapses, true)}"),
                handedIn >= opens && handedIn <= lapses, Citations.PersonnelRenewal);
        }
        if (view.Cycle is { } cycle)
            yield return new(view.Late
                ? new($"第 {cycle} 周期，逾期申请", $"Cycle {cycle}, applied for late")
                : new($"第 {cycle} 周期，在申请期内", $"Cycle {cycle}, inside its window"), !view.Late, Citations.Assessment);
        if (!c.Kind.Drives()) yield break;
        var licence = context.PersonOf(c.PersonKey).DrivingLicence;
        yield return new(new($"机动车驾驶证：{(licence is null ? "无不利记录" : Statuses.Of(licence.State).Zh)}",
            $"Driving licence: {(licence is null ? "nothing against it" : Statuses.Of(licence.State).En)}"),
            licence is null or { State: Domain.Persons.DrivingLicenceState.Valid }, Citations.PersonnelDrivingLicence);
    }

    private static IEnumerable<CaseCondition> OfVehicle(Vehicle v, Context context)
    {
        var open = v.Violations.Length;
        yield return new(new($"未处理违章 {open} 件", $"{open} violations not settled"), open == 0);
        if (v.Technical is { } technical)
            yield return new(
                new($"技术等级：{SheetWordsOf(technical).Zh}", $"Technical grade: {SheetWordsOf(technical).En}"),
                technical.Grade != TechnicalGrade.NotPassed);
        var carrier = context.OperatorOf(v.OperatorKey);
        yield return new(new("经营许可证已绑定并有效", "A bound operating permit is in force"),
            carrier.Permits.Any(permit => permit.BoundOn is not null && permit.IsValidOn(context.Today)),
            Citations.GuidePermit);
    }

    private static LocalText SheetWordsOf(TechnicalState state) => Domain.Sheets.SheetWords.Of(state.Grade);

    private static IEnumerable<CaseCondition> OfRail(RailCareer c, ApplicationView view)
    {
        yield return new(c.Ban is { } ban
            ? new($"{Dates.Day(ban.Until, false)}前不得再次申请", $"No new application before {Dates.Day(ban.Until, true)}")
            : new("没有不得申请的禁令", "No ban"), c.Ban is null, Citations.RailRevocation);
        if (view.Rail is not { } chain) yield break;
        if (chain.IdentityCheck is { } check) yield return OfSource(check);
        if (view.Form is not RailExamForm) yield break;
        yield return new(new("纸质原件", "Paper originals"), chain.OriginalsCheckedAt is null ? null : true);
        yield return new(new("理论考试", "Theory"), chain.TheoryPassedAt is null ? null : true, Citations.RailFirst);
        yield return new(new("实际操作考试", "Practice"), chain.PracticalPassedAt is null ? null : true,
            Citations.RailFirst);
    }

    private static IEnumerable<CaseCondition> OfIdentity(ApplicationView view)
    {
        if (view.Identity is not { } desk) yield break;
        if (desk.Check is { } check) yield return OfSource(check);
        if (desk.Accounts is { } accounts)
            yield return new(new($"有 {accounts} 个账号申报或绑定了这个号码",
                $"{accounts} accounts have said that this number is theirs"),
                accounts <= 1 ? true : null, Citations.GuideRealName);
    }

    private static CaseCondition OfSource(IdentityCheckState check) => check switch
    {
        IdentityCheckState.Passed => new(
            new("公安数据源：姓名与号码一致", "The police source knows this name under this number"), true),
        IdentityCheckState.Failed => new(
            new("公安数据源：姓名与号码不一致", "The police source does not know this name under this number"), false),
        _ => new(new("公安数据源尚未答复", "The police source has not answered yet"), null),
    };

    private static CaseCondition? MaterialsOf(ApplicationView view, IApplication application, EntityState owner)
    {
        if (view.Form is null || Catalogue.Find(view.Service) is not { Materials: { IsEmpty: false } lines })
            return null;
        var drives = owner is Certificate c && c.Kind.Drives();
        var missing = lines.Where(line => line.IsRequired(view.Form, drives)
            && !application.Materials.Any(material => material.Kind == line.Kind)).ToList();
        return missing.Count == 0
            ? new(new($"材料齐全（{application.Materials.Length} 件）",
                $"All materials are there ({application.Materials.Length})"), true)
            : new(new("缺少：" + string.Join("、", missing.Select(line => line.Names.Zh)),
                "Missing: " + string.Join(", ", missing.Select(line => line.Names.En))), false);
    }
}
