using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.My.Rail;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Applying;

/// <summary>
/// Applications of a railway driver (rules.md B.3-B.9). The reason of a renewal is chosen first, so that a driver who
/// only changes the employer is not asked for a health report.
/// </summary>
internal sealed class RailSubject(Loaded loaded, Context context) : ApplySubject(loaded, context)
{
    /// <summary>The field with the name of an enterprise to search for.</summary>
    public const string EmployerQuery = "employerQuery";

    private const string NewEmployer = "newEmployerId", Session = "examSessionId";
    private const int MaxSessions = 200;
    private readonly RailCareer _career = (RailCareer)loaded.State;

    public override string Path => "/my/rail/" + _career.Key;

    public override string Back => "/my/rail";

    public override Section Section => Section.Rail;

    public override LocalText Name => RailWords.Licence;

    public override ImmutableArray<RecordFact> Facts =>
    [
        RecordFact.Of("姓名", "Name", Context.PersonOf(_career.PersonKey).Name),
        RecordFact.Of("证号", "Number", _career.LiveLicence?.Number ?? ""),
        RecordFact.Of("准驾机型", "Classes", _career.LiveLicence is { } licence
            ? string.Join(' ', licence.Classes.Select(held => held.Class)) : ""),
    ];

    public override string? FirstAsked(ServiceId service) => service == ServiceId.RailRenewal ? "reason" : null;

    public override IEnumerable<MaterialSlot> Materials(Service service, ApplicationForm form) =>
        RailMaterials.Asked(
                (RailForm)form, RailFiling.StudyOf(_career, (RailForm)form), Context.RailRulebook,
                Context.RailRulebook.At(Context.Today))
            .Select(row => MaterialSlot.Rail(row.Material, Context.Road));

    public override string? Sentence(ApplicationForm form) => _career.LiveLicence is { } licence
        ? VideoStatement.Of((RailForm)form, licence.Name, licence.Classes, Context.RailRulebook) : null;

    internal override ApplicationForm FormOf(ServiceId service, ActReader read) => service switch
    {
        ServiceId.RailFirst => Exam(read, (wanted, session, on, place) =>
            new RailFirstForm(wanted, session, on, ExamPlaceId: place)),
        ServiceId.RailUpgrade => Exam(read, (wanted, session, on, place) =>
            new RailUpgradeForm(wanted, session, on, ExamPlaceId: place)),
        ServiceId.RailRenewal => Renewal(read),
        ServiceId.RailReissue => new RailReissueForm(read.Choice<ReissueReason>("reason")),
        ServiceId.RailCancellation => new RailCancellationForm(read.Choice<RailGround>("ground"), read.Text("reason")),
        _ => throw new ArgumentOutOfRangeException(nameof(service)),
    };

    internal override async ValueTask<ImmutableArray<ActField>> FieldsOf(
        Service service, FormState form, Reads reads, CancellationToken cancellation)
    {
        var fields = ImmutableArray.CreateBuilder<ActField>();
        foreach (var line in service.Fields.Where(line => line.Name != FirstAsked(service.Id)))
            switch (line.Name)
            {
                case NewEmployer when IsAsked(line, form):
                    fields.AddRange(await Employers(line, form, reads, cancellation));
                    break;
                case Session:
                    fields.Add(await Sessions(line, reads, cancellation));
                    break;
                case "newUnit" or "examPlaceId" or "education" or "experience" or NewEmployer:
                    break; // Chosen with the enterprise or the session; study is as the employer has put it on record.
                default:
                    if (line.Required || line.RequiredIf is null || IsAsked(line, form))
                        fields.Add(ApplyFields.Of(line, required: true));
                    break;
            }
        return fields.ToImmutable();
    }

    private static RailExamForm Exam(ActReader read, Func<RailClass, string, DateOnly?, string?, RailExamForm> make)
    {
        var chosen = read.Text(Session).Split('/', 2);
        var wanted = RailClass.All.FirstOrDefault(one => one.ToString() == read.Text("class"));
        return make(wanted!, chosen[0], read.DayOrNull("healthReportOn"), chosen.Length > 1 ? chosen[1] : null);
    }

    private static RailRenewalForm Renewal(ActReader read)
    {
        var chosen = read.Text(NewEmployer).Split('/', 2);
        return new RailRenewalForm(
            read.Choice<RenewalReason>("reason"), chosen[0].Length > 0 ? chosen[0] : null,
            chosen.Length > 1 ? chosen[1] : null, read.TextOrNull("newName"), read.DayOrNull("healthReportOn"));
    }

    /// <summary>"reason: employer name": whether the answer is one of these.</summary>
    private static bool IsAsked(FieldLine line, FormState form) =>
        line.RequiredIf?.Split(": ") is [var field, var values] && values.Split(' ').Contains(form.Value(field));

    /// <summary>An enterprise is searched by its name and chosen with its unit.</summary>
    private static async Task<ActField[]> Employers(
        FieldLine line, FormState form, Reads reads, CancellationToken cancellation)
    {
        var query = form.Value(EmployerQuery);
        var found = query.Length == 0 ? [] : await reads.EmployersNamed(query, cancellation);
        return
        [
            new(EmployerQuery, line.Label, ActInput.Search, line.Hint),
            new(NewEmployer, new("查到的企业和子级单位", "Enterprises and units that were found"), ActInput.Choice,
                query.Length > 0 && found.IsEmpty
                    ? new("没有查到，请核对名称", "None was found; compare the name") : null)
            {
                Choices =
                [
                    .. found.SelectMany(one => one.Units.Select(unit =>
                            ($"{one.Id}/{unit.Id}", RecordFact.Same($"{one.Name} · {unit.Name}")))
                        .Prepend((one.Id, RecordFact.Same($"{one.Name} · {one.CreditCode}")))),
                ],
            },
        ];
    }

    /// <summary>A session is chosen with its exam point.</summary>
    private async Task<ActField> Sessions(FieldLine line, Reads reads, CancellationToken cancellation)
    {
        var all = await reads.ExamSessions(new PageRequest(MaxSessions), cancellation);
        return new(line.Name, line.Label, ActInput.Choice)
        {
            Choices =
            [
                .. from one in all.Items
                   where one.RegistrationDeadline >= Context.Today
                   orderby one.RegistrationDeadline
                   from place in one.Places.Cast<ExamPlace?>().DefaultIfEmpty()
                   select (place is null ? one.Id : $"{one.Id}/{place.Id}", NameOf(one, place)),
            ],
        };
    }

    private static LocalText NameOf(ExamSessionView session, ExamPlace? place)
    {
        var name = place is null ? session.Name : $"{session.Name} · {place.Name}";
        return new LocalText($"{name}，{Dates.Day(session.RegistrationDeadline, false)}前报名",
            $"{name}, register by {Dates.Day(session.RegistrationDeadline, true)}");
    }
}
