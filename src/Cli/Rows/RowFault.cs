using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Cli.Rows;

/// <summary>A row that cannot be read, and why, for whoever has to mend it.</summary>
internal sealed class RowFaultException(LocalText fault) : Exception(fault.En)
{
    public LocalText Fault { get; } = fault;
}

/// <summary>Says in both languages what is wrong with a row, by the names in the file.</summary>
internal static partial class RowFault
{
    /// <summary>The field of what is wrong with a line as a whole.</summary>
    private const string Whole = "$";

    public static RowFaultException Of(string zh, string en) => new(new LocalText(zh, en));

    /// <summary>The line ends too early, goes on too long, or is no JSON.</summary>
    public static RowFaultException NotJson() => new(BodyRefusals.NotJson(Whole).Text);

    /// <summary>Reads a row strictly; what is wrong with it is said as the HTTP contract says it of a body.</summary>
    public static T Read<T>(ReadOnlySpan<byte> json)
    {
        var type = (JsonTypeInfo<T>)RowFormats.Strict.GetTypeInfo(typeof(T));
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw Of("该行为 null。", "The line is null.");
        }
        catch (JsonException wrong)
        {
            throw Of(JsonFaults.Of(json.ToArray(), type, wrong.Path));
        }
    }

    private static RowFaultException Of(Refusal refusal) => new(new LocalText(
        string.Concat(refusal.Faults.Select(fault => Named(fault, "：") + fault.Text.Zh)),
        string.Join(' ', refusal.Faults.Select(fault => Named(fault, ": ") + fault.Text.En))));

    private static string Named(FieldFault fault, string colon) => IsName(fault.Field) ? fault.Field + colon : "";

    /// <summary>
    /// True for what could be the name of a field. An unknown name may be a number or an address that stands in the
    /// wrong place, and receipts repeat nothing out of a row (decisions 7).
    /// </summary>
    private static bool IsName(string field) =>
        field != Whole && field.All(c => char.IsAsciiLetter(c) || c is '.' or '[' or ']' or >= '0' and <= '9')
        && char.IsAsciiLetter(field[0]) && !Digits().IsMatch(field);

    /// <summary>More digits than the place of an item has.</summary>
    [GeneratedRegex("[0-9]{5}")]
    private static partial Regex Digits();
}
