using System.Collections.Immutable;
using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Audit;

/// <summary>An answer as the audit needs it, before it is written.</summary>
internal interface IAuditedAnswer
{
    /// <summary>Why there is no answer; null: there is one.</summary>
    Refusal? Refusal { get; }

    /// <summary>The content of the answer; null: it has no ids besides those of the route.</summary>
    object? Shown { get; }
}

/// <summary>The items of a list.</summary>
internal interface IListing
{
    IEnumerable<object> Rows { get; }
}

/// <summary>The ids by which an answer can be found again in the audit.</summary>
internal static class AuditedIds
{
    private static readonly string[] _named = ["id", "accountId", "kid", "violationId", "factId"];

    /// <summary>The ids in the route and in the answer, each once.</summary>
    public static ImmutableArray<string> Of(RouteValueDictionary route, object? shown)
    {
        var ids = new List<string>();
        foreach (var name in _named)
            if (route[name] is string { Length: > 0 and <= MaxId } id) Add(ids, id);
        if (shown is IListing list) foreach (var row in list.Rows) Add(ids, row);
        else if (shown is not null) Add(ids, shown);
        return [.. ids.Distinct(StringComparer.Ordinal)];
    }

    private const int MaxId = 64;

    private static void Add(List<string> ids, object view)
    {
        switch (view)
        {
            case CertificateView v: Add(ids, v.Id, v.Holder.Id); break;
            case LookupView v: Add(ids, v.Id, v.Holder.Id); break;
            case RailLicenceView v: Add(ids, v.Id, v.Holder.Id); break;
            case ApplicationView v: Add(ids, v.Id, v.Applicant?.Id); break;
            case ApprovalView v: Add(ids, v.ApprovalId, v.About); break;
            case VehicleView v: Add(ids, v.Id); break;
            case LookupVehicleView v: Add(ids, v.Id); break;
            case OperatorView v: Add(ids, v.Id); break;
            case EmployerView v: Add(ids, v.Id); break;
            case TripView v: Add(ids, v.Id); break;
            case DriverView v: Add(ids, v.Id); break;
            case PersonView v: Add(ids, v.Id); break;
            case AccountView v: Add(ids, v.Id); break;
            case NoticeStateView v: Add(ids, v.About); break;
            case ParkedView v: Add(ids, v.Entity); break;
        }
    }

    private static void Add(List<string> ids, string id, string? person = null)
    {
        ids.Add(id);
        // An application is also found by the entity to which it belongs.
        if (EntityId.TryOwner(id, out var owner) && owner.Key != id) ids.Add(owner.Key);
        if (person is not null) ids.Add(person);
    }
}
