using System.Text;
using System.Text.RegularExpressions;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Identity;

/// <summary>Finds name, number and address in the text of a card (GA 448: 姓名, 住址, 公民身份号码).</summary>
public static partial class CardText
{
    private const string NameLabel = "姓名", AddressLabel = "住址", NumberLabel = "公民身份";
    private const int MaxName = 30, MaxAddress = 100;

    /// <summary>The values found; null when there are none. An impossible number was misread and is left out.</summary>
    public static CardReading? Read(string text, DateOnly today)
    {
        string[] lines = [.. text.Split('\n').Select(Bare).Where(line => line.Length > 0)];
        var number = lines.Select(line => Number().Match(line)).FirstOrDefault(match => match.Success)?.Value;
        if (number is not null) number = CitizenId.Check(number, today).Normalized;
        var reading = new CardReading(After(lines, NameLabel, MaxName), number, Address(lines));
        return reading is { Name: null, IdentityNumber: null, Address: null } ? null : reading;
    }

    private static string? After(string[] lines, string label, int max) => lines
        .Select(line => line.IndexOf(label, StringComparison.Ordinal) is var at
            and >= 0 ? line[(at + label.Length)..] : "")
        .FirstOrDefault(rest => rest.Length > 0 && rest.Length <= max);

    /// <summary>The address may have several lines; it ends before the line of the number.</summary>
    private static string? Address(string[] lines)
    {
        var all = new StringBuilder();
        foreach (var line in lines.SkipWhile(line => !line.Contains(AddressLabel, StringComparison.Ordinal)))
        {
            if (line.Contains(NumberLabel, StringComparison.Ordinal) || Number().IsMatch(line)) break;
            all.Append(line);
        }
        var address = all.Length > AddressLabel.Length
            ? all.ToString(AddressLabel.Length, all.Length - AddressLabel.Length) : "";
        return address.Length is > 0 and <= MaxAddress ? address : null;
    }

    /// <summary>The line without the spaces that the reader inserts between Chinese characters.</summary>
    private static string Bare(string line) =>
        string.Concat(line.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));

    [GeneratedRegex("[0-9]{17}[0-9Xx]")]
    private static partial Regex Number();
}
