using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.My;
using OrleansRegistry.Portal.Printing;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Records;

/// <summary>A kind of record with its pages: the record, and one form for each act.</summary>
/// <param name="Base">The path under which its records are.</param>
/// <param name="For">The roles that may open the pages.</param>
/// <param name="Read">Reads a record, as its reader may see it.</param>
/// <param name="Acts">The acts on it.</param>
internal sealed record RecordKind(
    string Base, Roles For, Func<RecordAsked, Task<Result<RecordModel>>> Read, ImmutableArray<Act> Acts)
{
    /// <summary>True: papers and pictures belong to its records.</summary>
    public bool HasDocuments { get; init; }
}

/// <summary>A record that a request asks for.</summary>
internal sealed record RecordAsked(string Id, PageContext Page, IRegistry Registry, CancellationToken Cancellation)
{
    /// <summary>The reads of the reader.</summary>
    public Reads Reads => Registry.As(Page.Actor);

    /// <summary>
    /// The address of a person's page; null where the reader may not see it, like an officer who has just registered a
    /// document of the person.
    /// </summary>
    public async Task<string?> PersonPath(string id) =>
        (await Reads.PersonAtDesk(id, Cancellation)).Refusal is null ? "/desk/persons/" + id : null;

    /// <summary>What happened to it, newest first; empty where the reader may not see it.</summary>
    public async Task<ImmutableArray<PastEntry>> History(EntityKind kind) =>
        (await Reads.History(kind, Id, new PageRequest(200), Cancellation)).Value is { } history
            ? await Past.Of(history.Items, Registry.Accounts, Cancellation) : [];

    /// <summary>What will happen to it by itself, soonest first; empty where the reader may not see it.</summary>
    public async Task<ImmutableArray<ComingDate>> Coming(EntityKind kind) =>
        (await Reads.Find(kind, Id, Cancellation)).Value is not { } loaded ? [] :
        [
            .. from entry in Reads.TimelineOf(loaded).View.Items
               where DeadlineTitles.IsForPeople(entry.Name)
               select new ComingDate(DeadlineTitles.DayOf(entry), DeadlineTitles.Of(entry.Name, loaded.State),
                   RecordFact.Same(""), "carey"),
        ];
}

/// <summary>The pages of one kind of record.</summary>
internal static class RecordPages
{
    public static void Map(IEndpointRouteBuilder pages, RecordKind kind, PortalOptions options)
    {
        var access = PageAccess.Of(kind.For);
        pages.MapGet(kind.Base + "/{id}",
            (string id, PageContext page, IRegistry registry, CancellationToken cancellation) =>
                Show(kind, new RecordAsked(id, page, registry, cancellation))).For(access);
        if (kind.HasDocuments)
            pages.MapGet(kind.Base + "/{id}/d/{n:int}",
                (string id, int n, PageContext page, IRegistry registry, CancellationToken cancellation) =>
                    Document(kind, n, new RecordAsked(id, page, registry, cancellation))).For(access);
        if (kind.Acts.IsEmpty) return;
        pages.MapGet(kind.Base + "/{id}/{act}",
            (string id, string act, PageContext page, IRegistry registry, CancellationToken cancellation) =>
                Ask(kind, act, new RecordAsked(id, page, registry, cancellation))).For(access);
        pages.MapPost(kind.Base + "/{id}/{act}",
            (string id, string act, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
                => Do(kind, act, new RecordAsked(id, page, registry, cancellation), form, options)).For(access);
    }

    private static async Task<IResult> Show(RecordKind kind, RecordAsked asked)
    {
        var (record, refusal) = await kind.Read(asked);
        if (refusal is not null) return asked.Page.Refused(refusal);
        string? done = asked.Page.Http.Request.Query["done"];
        return asked.Page.Show<RecordView>(record! with
        {
            Said = kind.Acts.FirstOrDefault(act => act.Name == done)?.Title ?? record!.Said,
        });
    }

    private static async Task<IResult> Document(RecordKind kind, int n, RecordAsked asked)
    {
        var (record, refusal) = await kind.Read(asked);
        return refusal is not null ? asked.Page.Refused(refusal)
            : await DocumentAnswer.Of(record!.Documents, n, asked.Page, asked.Registry, asked.Cancellation);
    }

    private static async Task<IResult> Ask(RecordKind kind, string name, RecordAsked asked)
    {
        var (record, refusal) = await kind.Read(asked);
        if (refusal is not null) return asked.Page.Refused(refusal);
        return record!.Acts.FirstOrDefault(act => act.Name == name) is { } act
            ? asked.Page.Show<ActView>(new ActModel(
                record, act, FormState.New(("on", Dates.Iso(record.Today)), ("validFrom", Dates.Iso(record.Today)))))
            : asked.Page.NotFound();
    }

    private static async Task<IResult> Do(
        RecordKind kind, string name, RecordAsked asked, Posted form, PortalOptions options)
    {
        var page = asked.Page;
        if (kind.Acts.FirstOrDefault(act => act.Name == name) is not { } act) return page.NotFound();
        if (act.NeedsProof && await Proof.Missing(page, form, asked.Registry.Accounts, options) is { } prove)
            return prove;
        var (record, refusal) = await kind.Read(asked);
        if (refusal is not null) return page.Refused(refusal);
        var run = new ActRun(asked.Id, new ActReader(form), form, page, asked.Registry);
        return await act.Run(run) is Answer.No { Refusal: var no }
            ? page.Again<ActView>(new ActModel(record!, act, FormState.Again(form, no)), no)
            : Go.To($"{record!.Path}?done={act.Name}");
    }
}
