using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.ExamSessions;

/// <summary>The machine of exam sessions, as the hosts call it.</summary>
public sealed class ExamSessionMachine : PlainMachine
{
    /// <summary>The one instance; it has no state.</summary>
    public static ExamSessionMachine Instance { get; } = new();

    private const int MaxPlaces = 100;
    private const int MaxPlaceId = 20;

    private ExamSessionMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.ExamSession;

    /// <inheritdoc/>
    protected override Decision DecideNow(
        EntityId id, EntityState? state, Command command, Context context) => (state, command) switch
        {
            (null, RegisterExamSession c) => Register(id, c, context),
            (null, _) => Refusals.NotFound(),
            (ExamSession s, RegisterExamSession c) =>
                IsSame(s, c) ? Decision.Nothing
                    : Refusals.WrongState("考试批次已公布，不能更改。", "The session is announced and does not change."),
            (_, PassTime) => Decision.Nothing,
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for exam sessions"),
        };

    private static bool IsSame(ExamSession s, RegisterExamSession c) =>
        (s.Name, s.RegistrationDeadline, s.TheoryOn, s.PracticalOn)
            == (c.Name.Trim(), c.RegistrationDeadline, c.TheoryOn, c.PracticalOn)
        && (s.Places ?? []).AsSpan().SequenceEqual((PlacesOf(c) ?? []).AsSpan());

    private static Decision Register(EntityId id, RegisterExamSession c, Context context)
    {
        if (!context.Actor.Is(Roles.Registry | Roles.ExamCentre | Roles.Administration)) return Refusals.NotAllowed();
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "name", c.Name, FormCheck.MaxLine, required: true);
        if (c.TheoryOn < c.RegistrationDeadline)
            faults.Add(Refusals.Fault("theoryOn", "理论考试日期早于报名截止日期。", "The exam lies before the end of registration."));
        if (c.PracticalOn < c.TheoryOn)
            faults.Add(Refusals.Fault("practicalOn", "实际操作考试日期早于理论考试日期。",
                "The practical exam lies before the theory exam."));
        CheckPlaces(faults, c.Places ?? []);
        return faults.Count > 0
            ? Refusals.Malformed([.. faults])
            : Decision.Of(new ExamSessionRegistered(new ExamSession
            {
                Key = id.Key, Name = c.Name.Trim(), RegistrationDeadline = c.RegistrationDeadline,
                TheoryOn = c.TheoryOn, PracticalOn = c.PracticalOn, Places = PlacesOf(c),
            }));
    }

    private static ImmutableArray<ExamPlace>? PlacesOf(RegisterExamSession c) =>
        c.Places is { IsDefaultOrEmpty: false } places
            ? [.. places.Select(place => new ExamPlace(place.Id, place.Name.Trim(), place.Address.Trim()))]
            : null;

    private static void CheckPlaces(ImmutableArray<FieldFault>.Builder faults, ImmutableArray<ExamPlace> places)
    {
        if (places.IsDefault) return;
        if (places.Length > MaxPlaces)
        {
            faults.Add(Refusals.Fault("places", $"最多 {MaxPlaces} 个考点。", $"At most {MaxPlaces} exam points."));
            return;
        }
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] is not { } place)
            {
                faults.Add(Refusals.Fault($"places[{i}]", "必填。", "Required."));
                continue;
            }
            FormCheck.Text(faults, $"places[{i}].id", place.Id, MaxPlaceId, required: true);
            if (place.Id?.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') == false)
                faults.Add(Refusals.Fault($"places[{i}].id", "只能使用字母、数字和横线。", "Letters, digits and hyphens only."));
            FormCheck.Text(faults, $"places[{i}].name", place.Name, FormCheck.MaxLine, required: true);
            FormCheck.Text(faults, $"places[{i}].address", place.Address, FormCheck.MaxText, required: true);
        }
        if (places.Select(place => place?.Id).Distinct().Count() != places.Length)
            faults.Add(Refusals.Fault("places", "考点编号重复。", "Two exam points have one id."));
    }

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) => (state, happened) switch
    {
        (null, ExamSessionRegistered e) => e.Session,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to an exam session"),
    };

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state)
    {
        var session = (ExamSession)state;
        if (session.TheoryOn < session.RegistrationDeadline) yield return "the exam lies before its registration";
        if (session.PracticalOn < session.TheoryOn) yield return "practice lies before theory";
    }
}
