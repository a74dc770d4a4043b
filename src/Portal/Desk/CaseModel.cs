using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Public;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>A material that was handed in.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Kind">Which material.</param>
/// <param name="Names">Its name.</param>
/// <param name="Document">What is known of the file; null: it is not there any more.</param>
public sealed record CaseMaterial(int Number, MaterialKind Kind, LocalText Names, DocumentRecord? Document)
{
    /// <summary>True when the reader has looked at it before.</summary>
    public bool IsSeen { get; init; }

    /// <summary>True for a picture.</summary>
    public bool IsPicture => Document?.ContentType.StartsWith("image/", StringComparison.Ordinal) is true;

    /// <summary>True: it can be drawn small, for the list.</summary>
    public bool IsSmall => IsPicture && Document is { Width: { } width, Height: { } height }
        && SmallPictures.CanBeMade(width, height);

    /// <summary>True for a PDF.</summary>
    public bool IsPdf => Document?.ContentType == "application/pdf";

    /// <summary>True for a video.</summary>
    public bool IsVideo => Document?.ContentType.StartsWith("video/", StringComparison.Ordinal) is true;
}

/// <summary>One value that must be the same in the register, in the application and on the materials.</summary>
/// <param name="Name">The name of the value.</param>
/// <param name="Registered">The value in the register; empty: none.</param>
/// <param name="Given">The value that the applicant gave; empty: none.</param>
/// <param name="On">The materials that show it.</param>
public sealed record CaseFact(LocalText Name, LocalText Registered, LocalText Given, params MaterialKind[] On);

/// <summary>A condition of what is asked for.</summary>
/// <param name="Text">The condition, with the values that are compared.</param>
/// <param name="IsMet">True: it is met; false: it is not; null: the officer must check it.</param>
/// <param name="Law">The article; null: it is in none.</param>
public sealed record CaseCondition(LocalText Text, bool? IsMet, string? Law = null);

/// <summary>Everything that is read about a case.</summary>
/// <param name="View">The application as the API shows it.</param>
/// <param name="Version">The version of its entity.</param>
/// <param name="Materials">What was handed in.</param>
/// <param name="Facts">The values to be compared.</param>
/// <param name="Conditions">The conditions, as they are now.</param>
/// <param name="Effects">What an approval would change.</param>
/// <param name="History">What happened, newest first.</param>
/// <param name="Limit">The legal limit that runs; null: none does.</param>
/// <param name="Left">The working days that remain of it.</param>
/// <param name="Clock">The limit drawn as a calendar; null: it is too long to be drawn.</param>
/// <param name="Steps">What the reader may do.</param>
/// <param name="Today">The legal date.</param>
public sealed record CaseRead(
    ApplicationView View, int Version, ImmutableArray<CaseMaterial> Materials, ImmutableArray<CaseFact> Facts,
    ImmutableArray<CaseCondition> Conditions, ImmutableArray<LocalText> Effects, ImmutableArray<PastEntry> History,
    CaseLimit? Limit, int Left, PeriodDrawing? Clock, ImmutableArray<CaseStep> Steps, DateOnly Today)
{
    /// <summary>By when is decided what is accepted today or on the next days; empty: it is accepted already.</summary>
    public ImmutableArray<DayPromise> Promises { get; init; } = [];

    /// <summary>True: a document about what was decided is there.</summary>
    public bool HasDecision { get; init; }

    /// <summary>The opinions of colleagues; null: they are not for the reader's desk.</summary>
    public CaseOpinions? Opinions { get; init; }
}

/// <summary>A case as its page shows it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Shown">Which material is shown, from 1; 0: there is none.</param>
/// <param name="Base">The path under which the cases of this desk are.</param>
/// <param name="Form">The forms; after a refusal the form with what was typed.</param>
/// <param name="Step">The name of the step whose form was refused; null: none.</param>
/// <param name="Place">Its place in the queue, from 1; 0: it is not among the first.</param>
/// <param name="Waiting">How many cases wait, among those that were read.</param>
/// <param name="NextId">The next case; null: there is none.</param>
/// <param name="Said">What was done on the page before; null: nothing.</param>
public sealed record CaseModel(
    CaseRead Case, int Shown, string Base, FormState Form, string? Step, int Place, int Waiting, string? NextId,
    LocalText? Said)
{
    /// <summary>True: more cases wait than were looked at.</summary>
    public bool IsMoreWaiting { get; init; }

    /// <summary>The case before it in the queue; null: it is the first, or not among them.</summary>
    public string? PreviousId { get; init; }

    /// <summary>The service whose cases the reader works on; null: of all.</summary>
    public ServiceId? Only { get; init; }

    /// <summary>Behind an address of the desk, so that the next case is one of these as well; empty: of all.</summary>
    public string OfOnly => Only is { } service ? "?service=" + ServiceNames.Of(service) : "";

    /// <summary>The address of a material of the case.</summary>
    public string PathOfMaterial(int number) => $"{Path}?m={number}{OfOnly.Replace('?', '&')}";

    /// <summary>The material that is shown; null: there is none.</summary>
    public CaseMaterial? ShownMaterial => Shown > 0 ? Case.Materials[Shown - 1] : null;

    /// <summary>The application.</summary>
    public ApplicationView View => Case.View;

    /// <summary>True: there is a document about the decision to print.</summary>
    public bool Printed => Case.HasDecision;

    /// <summary>The address of the case.</summary>
    public string Path => Base + "/" + View.Id;
}
