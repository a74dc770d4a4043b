using System.Collections.Immutable;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Records;

namespace OrleansRegistry.Portal.Applying;

/// <summary>A page of an application, with the answers so far.</summary>
/// <param name="Service">What is applied for.</param>
/// <param name="Subject">What the application is about.</param>
/// <param name="Form">The answers.</param>
public sealed record ApplyModel(Service Service, ApplySubject Subject, FormState Form)
{
    /// <summary>
    /// Whether it can be applied for now, with every condition; for a renewal of a railway licence one item for each
    /// reason.
    /// </summary>
    public ImmutableArray<ServiceConditionsView> Possible { get; init; } = [];

    /// <summary>The fields of the page.</summary>
    public ImmutableArray<ActField> Fields { get; init; } = [];

    /// <summary>The materials, with their uploads.</summary>
    public ImmutableArray<MaterialSlot> Slots { get; init; } = [];

    /// <summary>The conditions for these answers, met or not; on the last page.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>The reader's own draft of this application; null: none.</summary>
    public DraftInfo? Draft { get; init; }

    /// <summary>What was just done; null: nothing.</summary>
    public LocalText? Said { get; init; }

    /// <summary>The sentence to say in the video; null: none is needed.</summary>
    public string? Sentence { get; init; }

    /// <summary>The address that all its pages have.</summary>
    public string Path => $"{Subject.Path}/apply/{ServiceNames.Of(Service.Id)}";

    /// <summary>True when it can be applied for now, for at least one reason.</summary>
    public bool IsPossible => Possible.Any(one => one.Possible);

    /// <summary>The names of the fields that carry the answers from page to page.</summary>
    internal IEnumerable<string> CarriedNames => Service.Fields.Select(one => one.Name)
        .Concat([RailSubject.EmployerQuery, ApplyFields.Way, "agreed"])
        .Concat(ApplyFields.Delivery.Select(one => one.Name)).Concat(Subject.CounterFields.Select(one => one.Name));
}
