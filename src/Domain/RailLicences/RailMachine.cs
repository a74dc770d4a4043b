using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>The machine of railway careers, as the hosts call it.</summary>
public sealed class RailMachine : Machine
{
    /// <summary>The authority that a person has for a career; no road officer's reach covers it.</summary>
    public const string Authority = "rail";

    /// <summary>The one instance; it has no state.</summary>
    public static RailMachine Instance { get; } = new();

    /// <summary>One person, one railway career.</summary>
    public const string PersonSpace = "rail.person";

    private RailMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.RailLicence;

    /// <inheritdoc/>
    public override Needs Needs(EntityState? state, Command? command)
    {
        var career = (RailCareer?)state;
        return new(
            career?.PersonKey ?? (command as RegisterRailDriver)?.PersonKey,
            Documents(career, command))
        {
            Entities = command is PassTime ? []
                :
                [
                    .. Entities(career, command)
                        .Union(Of(EntityKind.Employer, career?.Employer?.EmployerKey))
                        .Union(Of(EntityKind.Employer, career?.OpenApplication?.Reviewer.EmployerKey)),
                ],
        };
    }

    private static IReadOnlyList<string> Documents(RailCareer? career, Command? command) => command switch
    {
        Apply apply => Ids(apply.Materials),
        AnswerSupplement again when career is not null && career.Applications.At(again.ApplicationId) is { } known =>
            [.. Ids(again.Materials).Concat(Ids(known.Materials)).Distinct()],
        _ => [],
    };

    private static IReadOnlyList<string> Ids(ImmutableArray<Material> materials) =>
        materials.IsDefaultOrEmpty
            ? []
            : [.. materials.Take(RailMaterials.Max + 1).Select(material => material.DocumentId)];

    /// <summary>
    /// The employer and the exam session of the application; those of the form of a returned application, too.
    /// </summary>
    private static IReadOnlyList<EntityId> Entities(RailCareer? career, Command? command) => command switch
    {
        RegisterRailDriver { Employer: { } link } => Of(EntityKind.Employer, link.EmployerKey),
        LinkEmployer link =>
        [
            .. Of(EntityKind.Employer, link.Link?.EmployerKey),
            .. Of(EntityKind.Employer, career?.Employer?.EmployerKey),
        ],
        UnlinkEmployer unlink => Of(EntityKind.Employer, unlink.EmployerKey),
        Apply apply => Of(apply.Form),
        AnswerSupplement { Form: { } form } => Of(form),
        AnswerSupplement or CheckOriginals or RecordExamResult when career is not null =>
            Of(career.Applications.At(((ApplicationCommand)command).ApplicationId)?.Form),
        ConfirmApproval confirm when career?.Applications.At(confirm.ApplicationId) is { } asked =>
            SecondOfficer.Needs(asked.SubmittedBy),
        _ => [],
    };

    private static IReadOnlyList<EntityId> Of(ApplicationForm? form) => form switch
    {
        RailExamForm exam => Of(EntityKind.ExamSession, exam.ExamSessionId),
        RailRenewalForm renewal => Of(EntityKind.Employer, renewal.NewEmployerId),
        _ => [],
    };

    /// <summary>A key that is not possible for the kind is not looked up.</summary>
    private static IReadOnlyList<EntityId> Of(EntityKind kind, string? key) =>
        EntityId.TryParse(key, out var id) && id.Kind == kind ? [id] : [];

    /// <inheritdoc/>
    protected override Decision DecideNow(EntityId id, EntityState? state, Command command, Context context) =>
        RailDecider.Decide(id, (RailCareer?)state, command, context);

    /// <inheritdoc/>
    protected override Filing? FilingNow(EntityState? state, Command command, Context context) =>
        state is RailCareer c && command is Apply apply ? RailFiling.Of(c, apply, context) : null;

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) =>
        RailEvolution.Evolve((RailCareer?)state, happened);

    /// <inheritdoc/>
    public override Deadline? NextDeadline(EntityState state, Context context)
    {
        var career = (RailCareer)state;
        return RailDeadlines.Next(career, context.PersonOf(career.PersonKey), context);
    }

    /// <inheritdoc/>
    public override string RuleVersion(Context context) => context.RailRulebook.Version;

    /// <summary>A person has one career, and a licence number one licence, also after its end.</summary>
    public override ImmutableArray<Reservation> Reservations(EntityState state)
    {
        var career = (RailCareer)state;
        var driver = new Reservation(PersonSpace, career.PersonKey);
        return career.Licence is { } licence ? [driver, new Reservation("rail.licence", licence.Number)] : [driver];
    }

    /// <inheritdoc/>
    public override SearchRow Search(EntityState state)
    {
        var c = (RailCareer)state;
        return new SearchRow(c.PersonKey, "railLicence", c.Licence?.Number, null, Authority,
            c.Licence?.Previous?.From ?? c.Licence?.Period.From, c.Licence?.Period.To, c.Licence?.End?.EffectiveOn,
            c.Licence?.End is { } end
                ? JsonNamingPolicy.CamelCase.ConvertName((end.Revocation ?? end.Ground).ToString())
                : null);
    }

    /// <inheritdoc/>
    public override Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context)
    {
        var career = (RailCareer)after;
        return new Reactions(RailFlow.Touched((before as RailCareer)?.Applications, career.Applications, events),
            [
                .. RailNotices.Of(career, events, context),
                .. LinkNotices.OfCareer((RailCareer?)before, career, context),
            ],
            Consequences((RailCareer?)before, career, events, context));
    }

    private static ImmutableArray<Consequence> Consequences(
        RailCareer? before, RailCareer career, ImmutableArray<Event> events, Context context)
    {
        var consequences = ImmutableArray.CreateBuilder<Consequence>();
        var person = new EntityId(EntityKind.Person, career.PersonKey);
        if (before is null)
            consequences.Add(new Consequence(person,
                new AttachCertificate(HeldCertificate.Of(career.Key, Authority, context))));
        if (before?.Employer?.EmployerKey != career.Employer?.EmployerKey)
        {
            if (before?.Employer is { } old)
                consequences.Add(
                    new Consequence(new EntityId(EntityKind.Employer, old.EmployerKey), new DetachDriver(career.Key)));
            if (career.Employer is { } link)
                consequences.Add(
                    new Consequence(new EntityId(EntityKind.Employer, link.EmployerKey), new AttachDriver(career.Key)));
        }
        if (before?.Employer is { } left && left.EmployerKey != career.Employer?.EmployerKey)
            consequences.Add(new Consequence(person, new NoteUnlink(left.EmployerKey)));
        if (career.Employer is { } joined && before?.Employer != joined)
            consequences.Add(new Consequence(person, new NoteLink(joined.EmployerKey, joined.Unit)));
        foreach (var happened in events)
        {
            if (happened is RailIdentityAsked asked)
                consequences.Add(new Consequence(
                    IdentityRequest.TargetOf(asked.ApplicationId), new AskIdentitySource(asked.ApplicationId)));
            if (happened is not LicenceNameChanged named) continue;
            var p = context.PersonOf(career.PersonKey);
            consequences.Add(
                new Consequence(person, new ChangeIdentity(named.Name, p.IdentityKind, p.IdentityNumber, p.BornOn)));
        }
        return consequences.ToImmutable();
    }

    /// <inheritdoc/>
    public override Refusal OnReservationTaken(Reservation reservation) => RailRefusals.Registered();

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state) => RailInvariants.Check((RailCareer)state);
}
