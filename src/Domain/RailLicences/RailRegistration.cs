using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// Registers a driver. Data of an older register is taken over if it is possible; an impossible row is refused with all
/// its faults (H.9).
/// </summary>
public static class RailRegistration
{
    private const int MaxNumber = 40;

    /// <summary>The decision on <paramref name="register"/>.</summary>
    public static Decision Decide(EntityId id, RegisterRailDriver register, Context context)
    {
        if (MayNot(register, context.Actor) is { } no) return no;
        if (Faults(register, context) is { IsEmpty: false } faults) return Refusals.Malformed([.. faults]);
        var career = new RailCareer
        {
            Key = id.Key,
            PersonKey = register.PersonKey,
            Employer = register.Employer,
            RetiresOn = register.RetiresOn,
            Study = register.Study ?? new StudyRecord(),
            Ban = register.BannedUntil is { } until ? new RailBan(context.Today, until) : null,
            LicenceCount = register.Licence is null ? 0 : 1,
        };
        return Decision.Of(
            new RailDriverRegistered(career with { Licence = Taken(register.Licence, career, context) }));
    }

    /// <summary>
    /// The refusal for an actor who may not register this driver: an authority registers anybody; an employer its own
    /// drivers and a driver the own person, both without licence and ban.
    /// </summary>
    private static Refusal? MayNot(RegisterRailDriver register, Actor actor)
    {
        if (actor.Is(Roles.Registry | Roles.ExamCentre | Roles.Administration)) return null;
        if (register.Licence is not null || register.BannedUntil is not null || register.RetiresOn is not null)
            return Refusals.NotAllowed();
        if (actor.Is(Roles.Employer)) return RailAccess.IsOwn(register.Employer, actor) ? null : Refusals.NotAllowed();
        return !actor.Is(Roles.Holder) || register.Study is not null ? Refusals.NotAllowed()
            : actor.PersonKey is null ? Refusals.RealNameRequired()
            : actor.PersonKey == register.PersonKey ? null : Refusals.NotFound();
    }

    private static RailLicence? Taken(OlderLicence? older, RailCareer career, Context context) =>
        older is null ? null : new RailLicence
        {
            Number = older.Number ?? RailGrant.NumberOf(career with { LicenceCount = 0 }, older.ValidFrom),
            Name = context.PersonOf(career.PersonKey).Name,
            Classes = older.Classes,
            Period = new Period(older.ValidFrom, older.ValidTo),
            DocumentVersion = older.DocumentVersion ?? 1,
            RenewalAnnounced = context.Today > older.ValidTo.AddDays(
            -context.RailRulebook.At(context.Today).RenewalOpensDaysBefore),
        };

    private static ImmutableArray<FieldFault> Faults(RegisterRailDriver register, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (context.Facts.Person(register.PersonKey) is not { } person)
        {
            faults.Add(Refusals.Fault("personKey", "没有找到该人员。", "There is no such person."));
            return faults.ToImmutable();
        }
        if (register.Employer is { } link && !RailFiling.IsKnown(link, context))
            faults.Add(
                Refusals.Fault("employer", "该企业或子级单位未注册企业账号。", "This enterprise or unit has no enterprise account."));
        if (register.Study is { } study) RailFormCheck.Experience(faults, "study.experience", study.Experience);
        if (register.Licence is { } older) Licence(faults, older, register, person.BornOn, context);
        return faults.ToImmutable();
    }

    private static void Licence(
        ImmutableArray<FieldFault>.Builder faults,
        OlderLicence older,
        RegisterRailDriver register,
        DateOnly bornOn,
        Context context)
    {
        if (older.Number is { } number
            && (number.Length is 0 or > MaxNumber || !number.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')))
            faults.Add(Refusals.Fault("licence.number", "证号格式不正确。", "This is not a licence number."));
        if (older.DocumentVersion < 1)
            faults.Add(Refusals.Fault("licence.documentVersion", "应从 1 开始。", "Copies are numbered from 1."));
        if (older.ValidFrom > context.Today)
            faults.Add(Refusals.Fault("licence.validFrom", "日期不能晚于今天。", "The date lies in the future."));
        if (older.ValidTo < older.ValidFrom)
            faults.Add(Refusals.Fault("licence.validTo", "早于有效期起始日期。", "It ends before it begins."));
        if (register.RetiresOn < older.ValidTo)
            faults.Add(Refusals.Fault("licence.validTo", "有效期超过法定退休日期。", "It is valid beyond the retirement date."));
        ImmutableArray<HeldClass> classes = older.Classes.IsDefault ? [] : older.Classes;
        if (classes.IsEmpty
            || classes.Select(held => held.Class).Distinct().Count() != classes.Length
            || classes.Length > RailClass.All.Length)
            faults.Add(
                Refusals.Fault("licence.classes", "准驾机型缺失或重复。", "The classes are missing, or one stands twice."));
        if (classes.Any(held => held.GrantedOn < bornOn || held.GrantedOn > context.Today))
            faults.Add(Refusals.Fault("licence.classes", "准驾机型取得日期不可能。", "A class was granted on an impossible day."));
    }
}
