using System.Collections.Frozen;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Portal.Words;

/// <summary>
/// Labels of fields and choices by their names alone, where a page shows an answer without its form: the labels that
/// the first service gives them.
/// </summary>
public static class FieldNames
{
    private static readonly FrozenDictionary<string, LocalText> _fields = Catalogue.All
        .SelectMany(service => service.Fields).DistinctBy(field => field.Name)
        .ToFrozenDictionary(field => field.Name, field => field.Label, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, LocalText> _choices = Catalogue.All
        .SelectMany(service => service.Fields).SelectMany(field => field.Choices).DistinctBy(choice => choice.Value)
        .ToFrozenDictionary(choice => choice.Value, choice => choice.Label, StringComparer.Ordinal);

    /// <summary>The label of a field; if no service has the field, its published name.</summary>
    public static LocalText Of(string field) => _fields.GetValueOrDefault(field) ?? new LocalText(field, field);

    /// <summary>The label of a choice.</summary>
    public static LocalText OfChoice(string choice) =>
        _choices.GetValueOrDefault(choice) ?? new LocalText(choice, choice);
}
