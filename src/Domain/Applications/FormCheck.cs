using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Applications;

/// <summary>Checks that the texts of a form are there and not too long. It checks the form and no law.</summary>
public static class FormCheck
{
    /// <summary>Longest text of one line, in UTF-16 units, inclusive.</summary>
    public const int MaxLine = 100;

    /// <summary>Longest free text, in UTF-16 units, inclusive.</summary>
    public const int MaxText = 500;

    /// <summary>Longest phone number, inclusive.</summary>
    public const int MaxPhone = 20;

    private const int Joiner = 0x200D, Blank = 0x2800; // A cell of Braille without a dot.

    /// <summary>
    /// The refusal for a road form with missing or wrong answers; null: there are none. The fields of the service say
    /// what is asked.
    /// </summary>
    public static Refusal? Check(ApplicationForm form)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var (name, value) in TextsOf(form))
            if (Catalogue.Of(form).Fields.FirstOrDefault(field => field.Name == name) is { } field)
                Answer(faults, field, value);
        if (form is VehicleForm { Declared: false })
            faults.Add(Refusals.Fault("form.declared", "请承诺申请事项情况属实。", "Declare that what is said is true."));
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    private static void Answer(ImmutableArray<FieldFault>.Builder faults, FieldLine field, string? value)
    {
        if (field.IsPhone && !string.IsNullOrWhiteSpace(value)) Phone(faults, "form." + field.Name, value);
        else if (field.IsName) Name(faults, "form." + field.Name, value, field.Required);
        else Text(faults, "form." + field.Name, value, field.MaxLength, field.Required);
    }

    private static (string Name, string? Value)[] TextsOf(ApplicationForm form) => form switch
    {
        AssessmentForm f => [("serviceUnit", f.ServiceUnit), ("phone", f.Phone), ("address", f.Address)],
        RenewalForm f => [("serviceUnit", f.ServiceUnit), ("phone", f.Phone), ("address", f.Address)],
        ChangeForm f => [("newServiceUnit", f.NewServiceUnit)],
        CancellationForm f => [("reason", f.Reason)],
        VehicleForm f =>
        [
            ("contactName", f.ContactName), ("contactPhone", f.ContactPhone), ("reason", f.Reason),
            ("permitNumber", f.PermitNumber),
        ],
        _ => [],
    };

    /// <summary>
    /// The refusal for reasons given by an officer: there must be 1 to 10, none blank or too long; null: they are
    /// right.
    /// </summary>
    public static Refusal? Reasons(ImmutableArray<string> reasons)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (reasons.IsDefaultOrEmpty || reasons.Length > 10)
            faults.Add(Refusals.Fault("reasons", "请写明 1 至 10 条理由。", "Give 1 to 10 reasons."));
        else
            foreach (var reason in reasons) Text(faults, "reasons", reason, MaxText, required: true);
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    /// <summary>
    /// Adds a fault when <paramref name="text"/> is missing though required, blank, too long or unprintable.
    /// </summary>
    public static void Text(
        ImmutableArray<FieldFault>.Builder faults, string field, string? text, int maxLength, bool required)
    {
        if (text is null && !required) return;
        if (IsBlank(text))
            faults.Add(Refusals.Fault(field, "不能为空。", "Must not be empty."));
        else if (text.Length > maxLength)
            faults.Add(Refusals.Fault(field, $"最多 {maxLength} 个字符。", $"At most {maxLength} characters."));
        else if (!IsPlain(text))
            faults.Add(Refusals.Fault(field, "含有不可见的控制字符。", "Contains control characters."));
    }

    /// <summary>Adds a fault when <paramref name="name"/> is not possible as a name (H.22).</summary>
    public static void Name(
        ImmutableArray<FieldFault>.Builder faults, string field, string? name, bool required = true)
    {
        var before = faults.Count;
        Text(faults, field, name, MaxLine, required);
        if (faults.Count == before && name is not null && !RegisteredName.IsName(name))
            faults.Add(Refusals.Fault(field,
                "名称只能由文字、数字、空格和 - ' . , · （ ） & / 、 《 》 “ ” 组成。",
                "A name has letters, digits, spaces and - ' . , · ( ) & / 、 《 》 “ ”."));
    }

    /// <summary>True for nothing, white space, and what is drawn as nothing.</summary>
    private static bool IsBlank([NotNullWhen(false)] string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return true;
        foreach (var rune in text.EnumerateRunes())
            if (!Rune.IsWhiteSpace(rune) && !LookAlikes.IsUnseen(rune.Value) && rune.Value != Blank) return false;
        return true;
    }

    /// <summary>
    /// False for a text with invisible characters: control characters, marks of direction, characters without width
    /// (except inside emoji), unusual line breaks, unpaired surrogates.
    /// </summary>
    private static bool IsPlain(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == Joiner) continue;
            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
                or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return false;
        }
        return true;
    }

    /// <summary>Adds a fault for a text that is not possible as a phone number.</summary>
    public static void Phone(ImmutableArray<FieldFault>.Builder faults, string field, string phone)
    {
        if (phone.Length is < 5 or > MaxPhone || phone.Any(c => !char.IsAsciiDigit(c) && c is not ('-' or '+' or ' ')))
            faults.Add(Refusals.Fault(field, "电话号码格式不正确。", "This is not a phone number."));
    }
}
