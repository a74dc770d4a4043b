using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Applications;

/// <summary>Hands in an application for a service of the entity.</summary>
/// <param name="Form">The form; it says which service.</param>
/// <param name="Materials">The documents.</param>
/// <param name="Delivery">How the new document is to be delivered; null: picked up.</param>
/// <param name="DeliverTo">To whom and where; null: as on record.</param>
/// <param name="Agreed">Which notice the applicant agreed to (同意并确认); null: the client says nothing.</param>
/// <param name="Counter">How an officer took it at the counter; null: the applicant hands it in.</param>
public sealed record Apply(
    ApplicationForm Form, ImmutableArray<Material> Materials, DeliveryWay? Delivery = null,
    DeliveryAddress? DeliverTo = null, AgreedNotice? Agreed = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AtCounter? Counter = null) : Command;

/// <summary>A version of a service's notice that an applicant agreed to.</summary>
/// <param name="Notice">The notice; it has the service's name.</param>
/// <param name="Version">Its version.</param>
public sealed record AgreedNotice(string Notice, string Version);

/// <summary>A command about one application of the entity.</summary>
public abstract record ApplicationCommand(string ApplicationId) : Command;

/// <summary>The holder takes the application back; only before acceptance (A.0).</summary>
public sealed record Withdraw(string ApplicationId) : ApplicationCommand(ApplicationId);

/// <summary>The holder completes the application as asked (补正).</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Materials">Each material replaces the one of the same kind.</param>
/// <param name="Form">The form as it is now; only for rail, where
/// the employer may return the whole application.</param>
public sealed record AnswerSupplement(
    string ApplicationId, ImmutableArray<Material> Materials, ApplicationForm? Form = null)
    : ApplicationCommand(ApplicationId);

/// <summary>An officer takes an application over, so that two officers do not work on one case.</summary>
public sealed record AssignReviewer(string ApplicationId) : ApplicationCommand(ApplicationId);

/// <summary>The officer to whom an application is assigned, or an administrator, makes it free again.</summary>
public sealed record UnassignReviewer(string ApplicationId) : ApplicationCommand(ApplicationId);

/// <summary>Accepts for examination (受理).</summary>
public sealed record Accept(string ApplicationId) : ApplicationCommand(ApplicationId);

/// <summary>Does not accept (不予受理).</summary>
public sealed record NotAccept(
    string ApplicationId, ImmutableArray<string> Reasons) : ApplicationCommand(ApplicationId);

/// <summary>Asks, once, to complete the application (补正).</summary>
public sealed record RequestSupplement(string ApplicationId, ImmutableArray<MaterialKind> Materials, string Message)
    : ApplicationCommand(ApplicationId);

/// <summary>
/// Grants (审验通过). A grade only for an assessment; null: the grade by points. An approval number (批文号) only for rail;
/// null: one of this registry's scheme.
/// </summary>
public sealed record Approve(
    string ApplicationId, Grade? Grade = null, string? ApprovalNumber = null) : ApplicationCommand(ApplicationId);

/// <summary>Refuses (审验不通过).</summary>
public sealed record Refuse(string ApplicationId, ImmutableArray<string> Reasons) : ApplicationCommand(ApplicationId);

/// <summary>The new document is made: it waits for pick-up, or goes to the post.</summary>
public sealed record MakeReady(string ApplicationId) : ApplicationCommand(ApplicationId);

/// <summary>The document was handed over, or posted.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Carrier">The courier; null: not given.</param>
/// <param name="TrackingNumber">The courier's number; null: not given.</param>
public sealed record Deliver(string ApplicationId, string? Carrier = null, string? TrackingNumber = null)
    : ApplicationCommand(ApplicationId);

/// <summary>The document that was posted came back; it waits to be sent again.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reason">Why, in the desk's words.</param>
/// <param name="To">What changes of recipient, phone and address; null: nothing.</param>
public sealed record ReturnDelivery(string ApplicationId, string Reason, DeliveryAddress? To = null)
    : ApplicationCommand(ApplicationId);
