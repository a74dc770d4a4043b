using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Persons;

/// <summary>
/// To which authority facts about a person belong: to correct one of another authority needs two officers (H.26).
/// </summary>
public static class PersonFacts
{
    /// <summary>
    /// The reach of an actor, as it is stored with a fact; null: the registry itself, or an actor without a reach.
    /// </summary>
    public static string? ReachOf(Actor actor) => actor.Is(Roles.Officer) ? actor.Authority
        : actor.Is(Roles.ExamCentre) ? PersonDesk.ExamCentre
        : actor.Is(Roles.Administration) ? RailMachine.Authority : null;

    /// <summary>
    /// True where the correction needs a second officer: another authority recorded the fact, or it is not known which.
    /// An authority above the one that recorded it does not count as another. False for a fact that does not exist.
    /// </summary>
    public static bool TakesTwo(Person person, string factId, Actor actor)
    {
        if (actor.Is(Roles.Registry) || !person.Stands(factId)) return false;
        var recordedBy = person.Death?.Id == factId ? person.Death.RecordedBy
            : person.DrivingLicences.First(fact => fact.Id == factId).RecordedBy;
        return recordedBy is null || ReachOf(actor) is not { Length: > 0 } reach || (actor.Is(Roles.Officer)
            ? !recordedBy.StartsWith(reach, StringComparison.Ordinal) : recordedBy != reach);
    }

    /// <summary>The refusal for an officer who tries it alone.</summary>
    internal static Refusal SecondOfficer() => BindingRefusals.SecondOfficer(
        "须由另一名经办人确认。", "It takes effect when another officer has confirmed it.");
}
