using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Views;

/// <summary>What the holder was asked to add.</summary>
public sealed record SupplementView(
    ImmutableArray<Documents.MaterialKind> Materials, string Message, DateOnly AnswerBy, DateTimeOffset? AnsweredAt);

/// <summary>Who applied, for the officer in charge alone: a person with the number unmasked, or an operator with its credit code.</summary>
public sealed record ApplicantView(string Id, string Name, string IdentityNumber);

/// <summary>An application as its holder and its desk see it (http.md 3, 4). Dates are last days, inclusive.</summary>
public sealed record ApplicationView(
    string Id, string? CertificateId, string? VehicleId, ServiceId Service, ApplicationStatus Status, string Authority,
    ApplicationForm? Form, ImmutableArray<Material> Materials, DeliveryWay? Delivery, DateTimeOffset SubmittedAt,
    DateOnly? AcceptTargetBy, DateOnly AcceptBy, DateOnly? DecideBy, bool Overdue, bool Provisional, SupplementView? Supplement,
    DateTimeOffset? AcceptedAt, DateTimeOffset? DecidedAt, ImmutableArray<string> Reasons, string? ClaimedBy,
    DateTimeOffset? ReadyAt, DateOnly? PickUpBy, int? Cycle, bool Late, Grade? Grade)
{
    /// <summary>Who applied; null for everybody but the officer in charge.</summary>
    public ApplicantView? Applicant { get; init; }

    /// <summary>For those who run the registry and need not know whom it is about: where it stands, and nothing private.</summary>
    public ApplicationView WithoutPrivateData() => this with
    {
        Form = null, Materials = [], Reasons = [], Supplement = Supplement is null ? null : Supplement with { Message = "" },
    };

    /// <summary>
    /// The view for the context's actor: an administrator releases a desk and need not know what the application says.
    /// </summary>
    public static ApplicationView Of(Application a, EntityId subject, string authority, Context context)
    {
        var view = Of(a, subject, authority, context.Today);
        return context.Actor.Is(Roles.Administrator) && !context.Actor.Covers(authority, Desks.Road)
            ? view.WithoutPrivateData() : view;
    }

    /// <summary>The view as on <paramref name="today"/>.</summary>
    public static ApplicationView Of(Application a, EntityId subject, string authority, DateOnly today) => new(
        a.Id, KeyOf(EntityKind.Certificate, subject), KeyOf(EntityKind.Vehicle, subject), a.Service, a.Status, authority, a.Form, a.Materials, a.Delivery, ShanghaiTime.ToLocal(a.SubmittedAt),
        a.AcceptTargetBy?.Date, a.AcceptBy.Date, a.DecideBy?.Date, a.IsOverdue(today), IsProvisional(a),
        a.Supplement is { } asked
            ? new SupplementView(asked.Materials, asked.Message, asked.AnswerBy.Date, Local(a.SupplementAnsweredAt)) : null,
        Local(a.AcceptedAt), Local(a.DecidedAt), a.Reasons, a.ClaimedBy, Local(a.ReadyAt), a.PickUpBy?.Date, a.Cycle, a.Late, a.Grade);

    /// <summary>True when a limit that still counts may move, because its year's calendar is not known yet (F).</summary>
    public static bool IsProvisional(Application a) => a.Status switch
    {
        ApplicationStatus.Submitted => a.AcceptBy.Provisional,
        ApplicationStatus.SupplementRequested => a.Supplement!.AnswerBy.Provisional,
        ApplicationStatus.Accepted => a.DecideBy!.Value.Provisional,
        ApplicationStatus.AwaitingDelivery => a.PickUpBy is { Provisional: true },
        _ => false,
    };

    private static string? KeyOf(EntityKind kind, EntityId subject) => subject.Kind == kind ? subject.Key : null;

    private static DateTimeOffset? Local(DateTimeOffset? instant) => instant is { } at ? ShanghaiTime.ToLocal(at) : null;
}
