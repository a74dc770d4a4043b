using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Employers;

/// <summary>
/// Letters to the exam centre (来函, rules.md B.10): filed by an enterprise, a unit or an exam station, answered by the
/// centre or the administration.
/// </summary>
public static class EmployerLetters
{
    private const int Kept = 50;
    private const int MaxDocuments = 20;

    /// <summary>The documents of a letter, to be looked up for the decision on its filing.</summary>
    public static IReadOnlyList<string> DocumentsOf(Command? command) => command switch
    {
        FileLetter letter => [.. Named(letter).Take(MaxDocuments + 1)],
        RegisterEmployer { Profile.BusinessLicenceId: { } licence } => [licence],
        _ => [],
    };

    /// <summary>Puts a letter on file.</summary>
    public static Decision File(Employer e, FileLetter c, Context context)
    {
        var actor = context.Actor;
        if (!EmployerDecider.MayRegister(context) && !(actor.Is(Roles.Employer) && actor.EmployerKey == e.Key))
            return EmployerDecider.NotTheirs(e, actor);
        // This concerns the enterprise itself and not a unit (docs/adr/0036).
        if (actor.EmployerUnit is not null && actor.Is(Roles.Employer) && IsOfEnterprise(c.Kind))
            return Refusals.NotAllowed();
        if (Malformed(c) is { } malformed) return malformed;
        var documents = Named(c);
        foreach (var document in documents)
            if (Unknown("documentIds", document, context) is { } unknown) return unknown;
        return Decision.Of(new EmployerLetterReceived(new EmployerLetter(
            $"{e.Key}.l{e.LetterCount + 1}", c.Kind, c.Text.Trim(), c.About, null, context.Now, actor.AccountId,
            actor.Is(Roles.Employer) ? actor.EmployerUnit : null)
        {
            DocumentIds = documents.IsEmpty ? null : documents,
            Details = Filled(e, c),
            DoneAt = c.IsCarriedOut == true ? context.Now : null,
        }));
    }

    /// <summary>
    /// The centre or the administration answers a letter. A request about the enterprise itself (name, account) is
    /// carried out with it; every other request is a command of its own, sent before.
    /// </summary>
    public static Decision Complete(Employer e, CompleteLetter c, Context context)
    {
        if (!context.Actor.Is(Roles.ExamCentre | Roles.Administration)) return Refusals.NotAllowed();
        if (EmployerDecider.Malformed("note", c.Note, FormCheck.MaxText) is { } malformed) return malformed;
        if (e.Letters.FirstOrDefault(one => one.Id == c.LetterId) is not { } letter) return Refusals.NotFound();
        if (letter.DoneAt is not null)
            return letter.Note == c.Note.Trim() ? Decision.Nothing
                : Refusals.WrongState("该来函已办结。", "The letter has been dealt with.");
        var events = ImmutableArray.CreateBuilder<Event>();
        if (c.CarriesOut && CarriedOut(e, letter) is { } happened) events.Add(happened);
        events.Add(new EmployerLetterDone(
            letter.Id, context.Now, c.Note.Trim(), c.CarriesOut ? true : null));
        return new Decision.Accepted(events.ToImmutable());
    }

    /// <summary>The letters after <paramref name="happened"/>; a letter that waits is never dropped.</summary>
    internal static Employer Evolve(Employer e, Event happened) => happened switch
    {
        EmployerLetterReceived received => e with
        {
            Letters = Trim(e.Letters.Add(received.Letter)),
            LetterCount = e.LetterCount + 1,
        },
        EmployerLetterDone done => e with
        {
            Letters = [.. e.Letters.Select(one => one.Id == done.LetterId
                ? one with { DoneAt = done.At, Note = done.Note, CarriedOut = done.CarriedOut } : one)],
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not about letters"),
    };

    /// <summary>The members that the letter's kind asks for and the letter does not have.</summary>
    public static ImmutableArray<string> Missing(EmployerLetter letter)
    {
        var (details, profile) = (letter.Details, letter.Details?.Profile);
        (string Name, bool Given)[] account =
        [
            ("reason", details?.Reason is not null), ("structure", profile?.Structure is not null),
            ("supervisionOffice", profile?.SupervisionOffice is not null),
            ("registeredAddress", profile?.RegisteredAddress is not null),
            ("operatingRange", profile?.OperatingRange is not null),
            ("locomotives", profile?.Locomotives is not null), ("ownLineKm", profile?.OwnLineKm is not null),
            ("contact", profile?.Contact is not null), ("phone", profile?.Phone is not null),
            ("email", profile?.Email is not null), ("documentIds", !letter.Documents.IsEmpty),
        ];
        (string Name, bool Given)[] asked = letter.Kind switch
        {
            LetterKind.OpenAccount or LetterKind.Disable or LetterKind.Enable => account,
            LetterKind.Rename => [.. account, ("newName", details?.NewName is not null)],
            LetterKind.ResetPassword or LetterKind.AccountReset =>
            [
                ("reason", details?.Reason is not null), ("cause", details?.Cause is not null),
                ("measure", details?.Measure is not null), ("contact", profile?.Contact is not null),
                ("documentIds", !letter.Documents.IsEmpty),
            ],
            LetterKind.Other => [],
            _ => [("documentIds", !letter.Documents.IsEmpty)],
        };
        return [.. asked.Where(member => !member.Given).Select(member => member.Name)];
    }

    /// <summary>
    /// The refusal for a document that the caller did not upload; null: the caller did, or none is named.
    /// </summary>
    internal static Refusal? Unknown(string field, string? documentId, Context context) =>
        documentId is null || context.Facts.Document(documentId)?.OwnerAccountId == context.Actor.AccountId
            ? null
            : ApplicationRefusals.Materials(RefusalCode.MaterialUnfit,
                [Refusals.Fault(field, "没有找到您上传的该文件。", "There is no such upload of yours.")]) with
            {
                Law = Citations.RailGuide,
            };

    private static bool IsOfEnterprise(LetterKind kind) => kind is LetterKind.Rename or LetterKind.Disable
        or LetterKind.Enable or LetterKind.AccountReset or LetterKind.ResetPassword or LetterKind.OpenAccount;

    private static Event? CarriedOut(Employer e, EmployerLetter letter) => letter.Kind switch
    {
        LetterKind.Rename when NameIn(letter) is { } name && name != e.Name => new EmployerRenamed(name),
        LetterKind.Disable when !e.Disabled => new EmployerDisabled(letter.Text),
        LetterKind.Enable when e.Disabled => new EmployerEnabled(letter.Text),
        _ => null,
    };

    /// <summary>The new name; older letters have it in their text.</summary>
    private static string NameIn(EmployerLetter letter) => RegisteredName.Of(letter.Details?.NewName ?? letter.Text);

    private static LetterDetails? Filled(Employer e, FileLetter c) => c.Kind != LetterKind.Rename ? c.Details
        : (c.Details ?? new LetterDetails()) with
        {
            OldName = c.Details?.OldName ?? e.Name,
            NewName = RegisteredName.Of(c.Details?.NewName ?? c.Text),
            DriversHeld = c.Details?.DriversHeld ?? e.Drivers.Length,
        };

    private static ImmutableArray<string> Named(FileLetter c)
    {
        ImmutableArray<string> many = c.DocumentIds is { IsDefault: false } given ? given : [];
        return [.. (c.DocumentId is { } one ? many.Insert(0, one) : many).Distinct()];
    }

    private static Refusal? Malformed(FileLetter c)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "text", c.Text, FormCheck.MaxText, required: true);
        FormCheck.Text(faults, "about", c.About, FormCheck.MaxLine, required: false);
        if (!Enum.IsDefined(c.Kind)) faults.Add(Refusals.Fault("kind", "请选择来函事项。", "Choose what the letter is about."));
        if (Named(c).Length > MaxDocuments)
            faults.Add(Refusals.Fault("documentIds", $"最多 {MaxDocuments} 个文件。", $"At most {MaxDocuments} files."));
        foreach (var document in Named(c))
            FormCheck.Text(faults, "documentIds", document, FormCheck.MaxLine, required: true);
        if (c.Details is { } details)
        {
            foreach (var (name, text) in ((string, string?)[])
                [("reason", details.Reason), ("cause", details.Cause), ("measure", details.Measure)])
                FormCheck.Text(faults, "details." + name, text, FormCheck.MaxText, required: false);
            FormCheck.Text(faults, "details.oldName", details.OldName, FormCheck.MaxLine, required: false);
            FormCheck.Text(faults, "details.newName", details.NewName, FormCheck.MaxLine, required: false);
            if (details.DriversHeld < 0)
                faults.Add(Refusals.Fault("details.driversHeld", "数量不能为负。", "Numbers are not negative."));
            EmployerDecider.CheckProfile(faults, "details.profile", details.Profile);
        }
        if (c.Kind == LetterKind.Rename)
            FormCheck.Name(
                faults, c.Details?.NewName is null ? "text" : "details.newName", c.Details?.NewName ?? c.Text);
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults.DistinctBy(fault => fault.Field)]);
    }

    private static ImmutableArray<EmployerLetter> Trim(ImmutableArray<EmployerLetter> letters)
    {
        for (var i = 0; letters.Length > Kept && i < letters.Length;)
            if (letters[i].DoneAt is not null) letters = letters.RemoveAt(i);
            else i++;
        return letters;
    }
}
