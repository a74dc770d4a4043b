using System.Globalization;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>The inbox of letters (来函).</summary>
public sealed partial class Reads
{
    /// <summary>
    /// The letters that wait for the exam centre, oldest first; of one kind where <paramref name="kind"/> is given.
    /// The desk works them off, so there are never many.
    /// </summary>
    public async Task<Result<Page<LetterView>>> LetterQueue(
        LetterKind? kind, PageRequest page, CancellationToken cancellation = default)
    {
        if (!actor.Is(National)) return Refusals.NotAllowed();
        var waiting = new List<LetterView>();
        await foreach (var id in Pages.All(next => registry.Queries.EmployersWithLetters(next, cancellation)))
        {
            if ((await registry.Load(id, cancellation))?.State is not Employer employer) continue;
            waiting.AddRange(employer.Letters.Where(one => one.DoneAt is null && (kind is null || one.Kind == kind))
                .Select(one => LetterView.Of(one, employer)));
        }
        var after = page.Cursor is { } cursor ? Place(cursor) : default;
        var rest = waiting.Select(view => (At: view.At.UtcTicks, view.Id, View: view)).OrderBy(one => (one.At, one.Id))
            .Where(one => page.Cursor is null || (one.At, one.Id).CompareTo(after) > 0).ToList();
        var shown = rest.Take(page.Limit).ToList();
        return new Page<LetterView>([.. shown.Select(one => one.View)], rest.Count > shown.Count
            ? string.Create(CultureInfo.InvariantCulture, $"{shown[^1].At}:{shown[^1].Id}")
            : null);
    }

    /// <summary>A letter with the employer that sent it; null: there is none, or the caller may not read it.</summary>
    public async ValueTask<(EntityId Employer, EmployerLetter Letter)?> LetterFor(
        string id, CancellationToken cancellation = default) =>
        actor.Is(National) && EntityId.TryOwner(id, out var employer)
        && (await registry.Load(employer, cancellation))?.State is Employer e
        && e.Letters.FirstOrDefault(one => one.Id == id) is { } letter
            ? (employer, letter)
            : null;

    /// <summary>True when a letter of the enterprise names the document and the caller reads letters.</summary>
    private async ValueTask<bool> IsInLetter(DocumentRecord document, string? party, CancellationToken cancellation) =>
        actor.Is(National) && PartyId.Read(party) is { } of
        && (await registry.Load(of.Entity, cancellation))?.State is Employer employer
        && (employer.Profile.BusinessLicenceId == document.Id
            || employer.Letters.Any(letter => letter.Documents.Contains(document.Id)));

    private static (long At, string Id) Place(string cursor) =>
        cursor.Split(':') is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? (ticks, id)
            : throw new BadCursorException();
}
