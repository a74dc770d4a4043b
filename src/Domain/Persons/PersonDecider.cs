using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Persons;

/// <summary>
/// Decides about commands to a person: identity, the account bound to it, and the facts that count for all its
/// certificates (rules.md A.1, A.7, H.10).
/// </summary>
public static class PersonDecider
{
    private const int MaxClass = 10;

    /// <summary>The decision. The state is null before the person is registered.</summary>
    public static Decision Decide(
        EntityId id, Person? state, Command command, Context context) => (state, command) switch
        {
            (null, RegisterPerson c) => Register(id, c, context),
            (null, _) => Refusals.NotFound(),
            ({ } p, RegisterPerson c) => !MayRegister(context.Actor) ? Refusals.NotAllowed()
                : IsNumberOf(p, c.IdentityNumber, context) ? Decision.Nothing : IdentityTaken(),
            ({ } p, AttachCertificate c) => Attach(p, c, context),
            ({ } p, BindAccount c) => Bind(p, c, context),
            ({ } p, UnbindAccount c) => !context.Actor.Is(Roles.Registry) ? Refusals.NotAllowed()
                : p.AccountId != c.AccountId ? Decision.Nothing
                : Decision.Of(new AccountUnbound(c.AccountId, c.By, c.ConfirmedBy)),
            ({ } p, ReleaseAccount c) => !context.Actor.Is(Roles.Registry) ? Refusals.NotAllowed()
                : p.AccountId != c.AccountId ? Decision.Nothing : Release(p, c, context),
            ({ } p, BarPerson c) => !context.Actor.Is(Roles.Registry) ? Refusals.NotAllowed()
                : p.AccountId != c.AccountId || p.BarredUntil >= c.Until ? Decision.Nothing
                : Decision.Of(new PersonBarred(c.Until)),
            ({ } p, RecordDeath c) => Officer(p, context) ?? Death(p, c, context),
            ({ } p, RecordDrivingLicence c) => Officer(p, context) ?? Licence(p, c, context),
            ({ } p, CorrectFact c) => Officer(p, context) ?? Correct(p, c, context),
            ({ } p, ChangeIdentity c) => Officer(p, context) ?? Change(p, c, context),
            ({ } p, LinkCommand or RequestLink or NoteLink or NoteUnlink) => PersonLinks.Decide(p, command, context),
            ({ } p, NoteBusiness or NoteBusinessEnd) => OwnBusinesses.Decide(p, command, context),
            ({ } p, ChangeProfile c) => PersonProfiles.Decide(p, c, context),
            (_, PassTime) => Decision.Nothing,
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for persons"),
        };

    /// <summary>The refusal when the number already belongs to someone.</summary>
    public static Refusal IdentityTaken() => new(RefusalCode.Duplicate,
        new LocalText("该证件号码已登记。", "A person with this identity number is already on the register."));

    private static Decision Register(EntityId id, RegisterPerson c, Context context)
    {
        if (!MayRegister(context.Actor)) return Refusals.NotAllowed();
        if (Identity(c.Name, c.IdentityKind, c.IdentityNumber, c.BornOn, context, out var number, out var born)
            is { } no) return no;
        return Decision.Of(new PersonRegistered(id.Key, RegisteredName.Of(c.Name), c.IdentityKind, number, born));
    }

    /// <summary>
    /// A person is created only by an authority, by an import, or when the person's own identity was proven (H.24).
    /// </summary>
    public static bool MayRegister(Actor actor) =>
        actor.Is(Roles.Registry | Roles.Officer | Roles.ExamCentre | Roles.Administration);

    /// <summary>Compares numbers however they were typed: a small x counts as X.</summary>
    private static bool IsNumberOf(Person p, string given, Context context) =>
        IdentityNumber.Check(p.IdentityKind, given, context.Today).Normalized == p.IdentityNumber
            || given == p.IdentityNumber;

    private static Decision Attach(Person p, AttachCertificate c, Context context) =>
        !context.Actor.Is(Roles.Registry) ? Refusals.NotAllowed()
        : p.Certificates.Contains(c.Certificate) ? Decision.Nothing
        : Decision.Of(new CertificateAttached(c.Certificate));

    /// <summary>
    /// A number has one account (A.1). That the number belongs to the account's holder was decided before, with the
    /// binding.
    /// </summary>
    private static Decision Bind(Person p, BindAccount c, Context context)
    {
        if (!context.Actor.Is(Roles.Registry)) return Refusals.NotAllowed();
        if (!IsNumberOf(p, c.IdentityNumber, context) || !RegisteredName.Same(p.Name, c.Name))
            return new Refusal(
                RefusalCode.IdentityCheckFailed,
                new LocalText("姓名与证件号码不一致，请核对后重新提交。", "Name and identity number do not belong together."));
        if (p.AccountId == c.AccountId) return Decision.Nothing;
        return p.AccountId is not null ? AlreadyBound() : Decision.Of(new AccountBound(c.AccountId, c.BarredUntil));
    }

    private static Decision Release(Person p, ReleaseAccount c, Context context) => Decision.Of(
    [
        new AccountReleased(c.AccountId),
        .. p.Profile is { } said && said != PersonProfile.Empty
            ? [new ProfileChanged(PersonProfile.Empty)] : Array.Empty<Event>(),
        .. PersonLinks.AllEnded(p, context.Now),
    ]);

    /// <summary>The refusal when the number or the account is bound already.</summary>
    public static Refusal AlreadyBound() => new(
        RefusalCode.AlreadyBound,
        new LocalText(
            "一个身份证号只能绑定一个账号，该证件号码或账号已绑定。",
            "One identity number binds one account only; this number or account is bound already."))
    {
        Law = Citations.GuideRealName,
    };

    /// <summary>
    /// An officer of an authority to which the person belonged before the act (H.26). As a fact cancels certificates of
    /// every authority, it is not enough that a certificate lies in the officer's reach or that the officer registered
    /// one.
    /// </summary>
    private static Decision? Officer(Person p, Context context) =>
        PersonDesk.MayNot(p, context.Facts.CertificatesOf(p.Key), context.Actor, context.Today) is { } no
            ? no : (Decision?)null;

    private static Decision Death(Person p, RecordDeath c, Context context) =>
        Day("on", c.On, p, context) is { } fault ? Refusals.Malformed(fault)
        : p.Death is null ? Decision.Of(new DeathRecorded(new DeathFact(NextFact(p), c.On)
        {
            RecordedBy = PersonFacts.ReachOf(context.Actor),
        }))
        : p.Death.On == c.On ? Decision.Nothing
        : Refusals.WrongState("已登记死亡，如日期有误请先更正。", "A death is on record; correct it first if the date is wrong.");

    private static Decision Licence(Person p, RecordDrivingLicence c, Context context)
    {
        if (Day("on", c.On, p, context) is { } fault) return Refusals.Malformed(fault);
        if (c.Class is { } letters && (letters.Length is 0 or > MaxClass || !letters.All(char.IsAsciiLetterOrDigit)))
            return Refusals.Malformed(Refusals.Fault("class", "准驾车型格式不正确。", "This is not a class of driving licence."));
        if (p.DrivingLicence is { } last)
        {
            if (last.State == c.State && last.Class == c.Class && last.On == c.On) return Decision.Nothing;
            if (c.On < last.On)
                return Refusals.WrongState("已有更晚日期的驾驶证状态，如有误请先更正。",
                    "A later state of the driving licence is on record; correct it first if it is wrong.");
        }
        return Decision.Of(new DrivingLicenceRecorded(new DrivingLicenceFact(NextFact(p), c.State, c.Class, c.On)
        {
            RecordedBy = PersonFacts.ReachOf(context.Actor),
        }));
    }

    private static Decision Correct(Person p, CorrectFact c, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "reason", c.Reason, FormCheck.MaxText, required: true);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        return !p.Stands(c.FactId) ? Refusals.NotFound()
            : PersonFacts.TakesTwo(p, c.FactId, context.Actor) ? PersonFacts.SecondOfficer()
            : Decision.Of(new FactCorrected(c.FactId, c.Reason, c.By, c.ConfirmedBy));
    }

    private static Decision Change(Person p, ChangeIdentity c, Context context)
    {
        if (Identity(c.Name, c.IdentityKind, c.IdentityNumber, c.BornOn, context, out var number, out var born)
            is { } no) return no;
        if (p.Death is { } death && born > death.On)
            return Refusals.Malformed(
                Refusals.Fault("bornOn", "出生日期不能晚于已登记的死亡日期。", "The birth date lies after the death on record."));
        var changed = new IdentityChanged(RegisteredName.Of(c.Name), c.IdentityKind, number, born, c.By, c.ConfirmedBy);
        return (p.Name, p.IdentityKind, p.IdentityNumber, p.BornOn)
            == (changed.Name, changed.IdentityKind, changed.IdentityNumber, changed.BornOn)
            ? Decision.Nothing
            : context.Actor.Is(Roles.Registry) ? Decision.Of(changed) : PersonFacts.SecondOfficer();
    }

    private static string NextFact(Person p) => $"{p.Key}.f{p.FactCount + 1}";

    private static FieldFault? Day(string field, DateOnly on, Person p, Context context) =>
        on > context.Today ? Refusals.Fault(field, "日期不能晚于今天。", "The date lies in the future.")
        : on < p.BornOn ? Refusals.Fault(field, "日期早于出生日期。", "The date lies before the birth.")
        : null;

    /// <summary>The refusal for a text that is not possible as an identity number.</summary>
    public static Refusal NotANumber(IdentifierCheck refused) =>
        new(RefusalCode.IdentifierInvalid, new LocalText("证件号码不正确，请核对。", "The identity number is not valid."))
        {
            Faults = [IdentifierWords.At("identityNumber", refused)],
        };

    internal static Refusal? Identity(
        string name,
        IdentityKind kind,
        string given,
        DateOnly? givenBorn,
        Context context,
        out string number,
        out DateOnly born)
    {
        var check = IdentityNumber.Check(kind, given, context.Today);
        number = check.Normalized ?? given;
        var fromIdentity = check.Valid ? IdentityNumber.BornOn(kind, number) : null;
        born = fromIdentity ?? givenBorn ?? default;
        if (!check.Valid) return NotANumber(check);
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Name(faults, "name", name);
        if (fromIdentity is null && givenBorn is null)
            faults.Add(
                Refusals.Fault("bornOn", "该证件号码不含出生日期，请填写。", "This number does not tell the birth date; give it."));
        if (fromIdentity is { } fromNumber && givenBorn is { } other && other != fromNumber)
            faults.Add(Refusals.Fault("bornOn", "出生日期与证件号码不一致。", "The birth date is not the one in the number."));
        if (born > context.Today)
            faults.Add(Refusals.Fault("bornOn", "出生日期不能晚于今天。", "The birth date lies in the future."));
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }
}
