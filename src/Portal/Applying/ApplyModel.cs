using System.Collections.Immutable;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Records;

namespace OrleansRegistry.Portal.Applying;

/// <summary>A page of an application: one question after the other, and what was answered so far.</summary>
/// <param name="Service">What is applied for.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Form">The answers.</param>
public sealed record ApplyModel(Service Service, ApplySubject Subject, FormState Form)
{
    /// <summary>Whether it can be applied for now, with every condition; for a renewal one a reason.</summary>
    public ImmutableArray<ServiceConditionsView> Possible { get; init; } = [];

    /// <summary>The fields to be filled in.</summary>
    public ImmutableArray<ActField> Fields { get; init; } = [];

    /// <summary>The materials, with what was uploaded.</summary>
    public ImmutableArray<MaterialSlot> Slots { get; init; } = [];

    /// <summary>The conditions of what was answered, met or not; on the last page.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>The reader's own draft of this application; null: there is none.</summary>
    public DraftInfo? Draft { get; init; }

    /// <summary>What was just done; null: nothing.</summary>
    public LocalText? Said { get; init; }

    /// <summary>The sentence to be said in the video; null: none is asked for.</summary>
    public string? Sentence { get; init; }

    /// <summary>The address of all its pages.</summary>
    public string Path => $"{Subject.Path}/apply/{ServiceNames.Of(Service.Id)}";

    /// <summary>True when it can be applied for now, for one reason at least.</summary>
    public bool IsPossible => Possible.Any(one => one.Possible);

    /// <summary>What carries the answers from page to page, by name.</summary>
    internal IEnumerable<string> CarriedNames => Service.Fields.Select(one => one.Name)
        .Concat([RailSubject.EmployerQuery, ApplyFields.Way, "agreed"])
        .Concat(ApplyFields.Delivery.Select(one => one.Name)).Concat(Subject.CounterFields.Select(one => one.Name));
}
