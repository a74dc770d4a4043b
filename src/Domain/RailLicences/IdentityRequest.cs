using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>The question to the police data source: does this name belong to this number?</summary>
public sealed record IdentityQuestion(string Name, IdentityKind Kind, string Number)
{
    /// <summary>The document that is a portrait to be compared; null: none.</summary>
    public string? PortraitId { get; init; }
}

/// <summary>What the police data source is asked, and when (公安校验; rules.md B.5, G.5 #82).</summary>
public static class IdentityRequest
{
    /// <summary>
    /// The target of the external request in the outbox: the application's own id, which is the key of no entity.
    /// </summary>
    public static EntityId TargetOf(string applicationId) => new(EntityKind.RailLicence, applicationId);

    /// <summary>The career, or the binding of an account, in which the application lives.</summary>
    public static EntityId EntityOf(string applicationId) =>
        EntityId.TryOwner(applicationId, out var id) ? id : default;

    /// <summary>The question about a binding; null: it is answered, or the application has ended.</summary>
    public static IdentityQuestion? QuestionOf(IdentityBinding b, string applicationId) =>
        b.Applications.At(applicationId) is
        {
            IsOpen: true, Check.State: IdentityCheckState.Asked,
            Form: IdentityForm form
        } a
            ? new IdentityQuestion(form.Name, form.IdentityKind, form.IdentityNumber)
            {
                PortraitId = a.Materials.FirstOrDefault(one => one.Kind == MaterialKind.IdentityPortrait)?.DocumentId,
            }
            : null;

    /// <summary>The question about a new name; null: it is answered, or the application has ended.</summary>
    public static IdentityQuestion? QuestionOf(RailCareer c, string applicationId, Person person) =>
        c.Applications.At(applicationId) is
        {
            Status: ApplicationStatus.EmployerReview,
            IdentityCheck.State: IdentityCheckState.Asked,
            Form: RailRenewalForm { NewName: { } name },
        }
            ? new IdentityQuestion(name.Trim(), person.IdentityKind, person.IdentityNumber)
            : null;

    /// <summary>
    /// When the source can be asked first, as seen at <paramref name="now"/>: at once while it is open, otherwise at
    /// its next opening; UTC.
    /// </summary>
    public static DateTimeOffset AskedFrom(DateTimeOffset now, RailRulebook rulebook) =>
        RailApplicationLimits.IdentityAskedAt(now, rulebook.At(ShanghaiTime.DateOf(now)));
}
