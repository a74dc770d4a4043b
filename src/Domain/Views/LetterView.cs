using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;

namespace OrleansRegistry.Domain.Views;

/// <summary>A letter on file, for whoever wrote it and for the exam centre's inbox.</summary>
/// <param name="Id">The letter.</param>
/// <param name="Kind">The kind of letter.</param>
/// <param name="Text">Its words.</param>
/// <param name="About">The application or the driver's career.</param>
/// <param name="DocumentId">Its first scan, for older clients, which know one only.</param>
/// <param name="At">When it came in.</param>
/// <param name="EmployerId">The employer that wrote it.</param>
/// <param name="EmployerName">The name that the employer has today.</param>
/// <param name="Unit">The unit that wrote it; null: the enterprise, or it was registered by the exam centre.</param>
/// <param name="DocumentIds">Its scans and enclosures.</param>
/// <param name="Details">The structured data of the letter.</param>
/// <param name="Missing">Members that its kind asks for (rules.md B.10) and that it does not have.</param>
/// <param name="DoneAt">When the exam centre answered it; null: it waits.</param>
/// <param name="Note">What the exam centre noted.</param>
public sealed record LetterView(
    string Id,
    LetterKind Kind,
    string Text,
    string? About,
    string? DocumentId,
    DateTimeOffset At,
    string EmployerId,
    string EmployerName,
    string? Unit,
    ImmutableArray<string> DocumentIds,
    LetterDetails? Details,
    ImmutableArray<string> Missing,
    DateTimeOffset? DoneAt,
    string? Note)
{
    /// <summary>The view of a letter of <paramref name="e"/>.</summary>
    public static LetterView Of(EmployerLetter letter, Employer e) => new(
        letter.Id, letter.Kind, letter.Text, letter.About, letter.Documents.FirstOrDefault(),
        ShanghaiTime.ToLocal(letter.At), e.Key, e.Name, letter.Unit, letter.Documents, letter.Details,
        EmployerLetters.Missing(letter), letter.DoneAt is { } done ? ShanghaiTime.ToLocal(done) : null, letter.Note);
}
