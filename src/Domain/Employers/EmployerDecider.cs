using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Employers;

/// <summary>
/// Decides about commands to an enterprise (rules.md B.10): letters go to the exam centre, which carries them out.
/// </summary>
public static class EmployerDecider
{
    private const int MaxUnits = 500;

    /// <summary>The decision. The state is null before the enterprise is registered.</summary>
    public static Decision Decide(
        EntityId id, Employer? state, Command command, Context context) => (state, command) switch
        {
            (null, RegisterEmployer c) => Register(id, c, context),
            (null, _) => Refusals.NotFound(),
            ({ } e, RegisterEmployer c) => !MayRegister(context) ? Refusals.NotAllowed()
                : CreditCode.Check(c.CreditCode, c.CreditCodeReason).Normalized == e.CreditCode
                    ? Decision.Nothing : CodeTaken(),
            ({ } e, AddUnit c) => Add(e, c, context),
            ({ } e, RenameEmployer c) => Rename(e, c, context),
            ({ } e, DisableEmployer c) => Disable(e, c, context),
            ({ } e, EnableEmployer c) => Enable(e, c, context),
            ({ } e, FileLetter c) => EmployerLetters.File(e, c, context),
            ({ } e, CompleteLetter c) => EmployerLetters.Complete(e, c, context),
            ({ } e, AskDriver c) => AskDriver(e, c, context),
            ({ } e, AnswerDriverAsk c) => DriverAsks.Answer(e.Asked ?? [], c, context),
            ({ } e, AttachDriver c) => !context.Actor.Is(Roles.Registry) ? Refusals.NotAllowed()
                : e.Drivers.Contains(c.DriverKey) ? Decision.Nothing : Decision.Of(new DriverAttached(c.DriverKey)),
            ({ } e, DetachDriver c) => !context.Actor.Is(Roles.Registry) ? Refusals.NotAllowed()
                : e.Drivers.Contains(c.DriverKey) ? Decision.Of(new DriverDetached(c.DriverKey)) : Decision.Nothing,
            (_, PassTime) => Decision.Nothing,
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for employers"),
        };

    /// <summary>The refusal for a credit code that is on the register.</summary>
    public static Refusal CodeTaken() => new(RefusalCode.Duplicate,
        new LocalText("该统一社会信用代码已注册企业账号。", "An enterprise with this credit code is already registered."));

    internal static bool MayRegister(Context context) =>
        context.Actor.Is(Roles.Registry | Roles.ExamCentre | Roles.Administration | Roles.Administrator);

    private static Decision Register(EntityId id, RegisterEmployer c, Context context)
    {
        if (!MayRegister(context)) return Refusals.NotAllowed();
        var check = CreditCode.Check(c.CreditCode, c.CreditCodeReason);
        if (!check.Valid)
        {
            return new Refusal(
                RefusalCode.IdentifierInvalid, new LocalText("统一社会信用代码不正确。", "The credit code is not valid."))
            {
                Law = Citations.CreditCodes,
                Faults = [IdentifierWords.At("creditCode", check)],
            };
        }
        return MalformedName(c.Name) ?? Malformed(c.Profile)
            ?? Malformed("creditCodeReason", c.CreditCodeReason ?? "-", FormCheck.MaxText)
            ?? EmployerLetters.Unknown("profile.businessLicenceId", c.Profile?.BusinessLicenceId, context)
            ?? (Decision)new Decision.Accepted(
                [new EmployerRegistered(id.Key, RegisteredName.Of(c.Name), check.Normalized!, c.Profile ?? new(),
                    c.IsExamStation == true ? true : null)
                {
                    CreditCodeReason = CreditCode.ReasonOnRecord(c.CreditCode, c.CreditCodeReason),
                }]);
    }

    private static Decision Add(Employer e, AddUnit c, Context context)
    {
        if (!MayRegister(context) && !IsOwn(e, context.Actor)) return NotTheirs(e, context.Actor);
        if ((MalformedName(c.Name) ?? Malformed("unitId", c.UnitId ?? "x", 20)) is { } malformed)
            return malformed;
        if (c.UnitId?.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') == false)
            return Refusals.Malformed(Refusals.Fault("unitId", "只能使用字母、数字和横线。", "Letters, digits and hyphens only."));
        if (e.Disabled) return Off();
        var id = c.UnitId ?? $"u{e.Units.Length + 1}";
        foreach (var known in e.Units)
        {
            var same = RegisteredName.Same(known.Name, c.Name);
            if (same && (c.UnitId is null || known.Id == id)) return Decision.Nothing;
            if (same || known.Id == id)
                return new Refusal(RefusalCode.Duplicate, new LocalText("该子级单位已存在。", "There is such a unit already."));
        }
        return e.Units.Length >= MaxUnits
            ? Refusals.Malformed(Refusals.Fault("name", $"最多 {MaxUnits} 个子级单位。", $"At most {MaxUnits} units."))
            : Decision.Of(new EmployerUnitAdded(new EmployerUnit(id, RegisteredName.Of(c.Name))));
    }

    private static Decision Rename(Employer e, RenameEmployer c, Context context) =>
        !MayRegister(context) ? Refusals.NotAllowed()
        : MalformedName(c.Name) is { } malformed ? malformed
        : e.Name == RegisteredName.Of(c.Name) ? Decision.Nothing
        : Decision.Of(new EmployerRenamed(RegisteredName.Of(c.Name)));

    private static Decision Disable(Employer e, DisableEmployer c, Context context) =>
        !MayRegister(context) ? Refusals.NotAllowed()
        : Malformed("reason", c.Reason, FormCheck.MaxText) is { } malformed ? malformed
        : e.Disabled ? Decision.Nothing
        : Decision.Of(new EmployerDisabled(c.Reason));

    private static Decision Enable(Employer e, EnableEmployer c, Context context) =>
        !MayRegister(context) ? Refusals.NotAllowed()
        : Malformed("reason", c.Reason, FormCheck.MaxText) is { } malformed ? malformed
        : e.Disabled ? Decision.Of(new EmployerEnabled(c.Reason))
        : Decision.Nothing;

    /// <summary>The account of a unit asks in the name of its own unit, whether it names it or not.</summary>
    private static Decision AskDriver(Employer e, AskDriver c, Context context)
    {
        var actor = context.Actor;
        if (!actor.Is(Roles.Employer) || actor.EmployerKey != e.Key) return NotTheirs(e, actor);
        var unit = actor.EmployerUnit ?? c.Unit;
        if (c.Unit is not null && c.Unit != unit) return Refusals.NotFound();
        if (e.Disabled) return Off();
        if (e.IsExamStation == true)
            return Refusals.WrongState("考试站不是驾驶人员的所在企业。", "An exam station employs no drivers.");
        return e.HasUnit(unit)
            ? DriverAsks.Ask(e.Key, e.Asked ?? [], e.AskCount ?? 0, c with { Unit = unit }, context)
            : Refusals.Malformed(Refusals.Fault("unit", "该企业没有此子级单位。", "The enterprise has no such unit."));
    }

    private static bool IsOwn(Employer e, Actor actor) =>
        actor.Is(Roles.Employer) && actor.EmployerKey == e.Key && actor.EmployerUnit is null;

    /// <summary>
    /// The refusal for what belongs to the enterprise as a whole: a unit may know its enterprise; others get "not
    /// found".
    /// </summary>
    internal static Refusal NotTheirs(Employer e, Actor actor) =>
        actor.Is(Roles.Employer) && actor.EmployerKey == e.Key ? Refusals.NotAllowed() : Refusals.NotFound();

    private static Refusal Off() => Refusals.WrongState("该企业账号已停用。", "The enterprise's account is disabled.");

    private static Refusal? MalformedName(string? name)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Name(faults, "name", name);
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    internal static Refusal? Malformed(string field, string? text, int max)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, field, text, max, required: true);
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    private static Refusal? Malformed(EmployerProfile? p)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        CheckProfile(faults, "profile", p);
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    /// <summary>
    /// Adds the faults in the data of an enterprise; their fields begin with <paramref name="field"/>.
    /// </summary>
    internal static void CheckProfile(ImmutableArray<FieldFault>.Builder faults, string field, EmployerProfile? p)
    {
        if (p is null) return;
        foreach (var (name, text) in ((string, string?)[])
            [
                ("supervisionOffice", p.SupervisionOffice),
                ("registeredAddress", p.RegisteredAddress),
                ("operatingRange", p.OperatingRange),
                ("contact", p.Contact),
                ("phone", p.Phone),
                ("email", p.Email),
                ("structure", p.Structure),
                ("reason", p.Reason),
                ("businessLicenceId", p.BusinessLicenceId)])
            FormCheck.Text(faults, $"{field}.{name}", text, FormCheck.MaxText, required: false);
        if (p.Locomotives < 0 || p.OwnLineKm < 0)
            faults.Add(Refusals.Fault(field, "数量不能为负。", "Numbers are not negative."));
    }
}
