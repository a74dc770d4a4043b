using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.My;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;

namespace OrleansRegistry.Portal.Applying;

/// <summary>
/// The subject of an application: a certificate, a vehicle or a railway licence. It has what differs between their
/// applications; the pages are the same.
/// </summary>
/// <param name="loaded">The entity, as the reader may see it.</param>
/// <param name="context">The context of this instant.</param>
public abstract class ApplySubject(Loaded loaded, Context context)
{
    /// <summary>The entity.</summary>
    public EntityId Id => loaded.Id;

    /// <summary>Its state.</summary>
    public EntityState State => loaded.State;

    /// <summary>The context of the present decision.</summary>
    public Context Context => context;

    /// <summary>The page of the entity; its applications are below it.</summary>
    public abstract string Path { get; }

    /// <summary>The address to which a reader returns.</summary>
    public virtual string Back => Path;

    /// <summary>The section of the site to which the page belongs.</summary>
    public abstract Section Section { get; }

    /// <summary>The name of the entity.</summary>
    public abstract LocalText Name { get; }

    /// <summary>What is on record and cannot be changed by an answer.</summary>
    public abstract ImmutableArray<RecordFact> Facts { get; }

    /// <summary>The field that is asked before all others, on the page with the conditions; null: none.</summary>
    public virtual string? FirstAsked(ServiceId service) => null;

    /// <summary>The possible materials of an application with these answers.</summary>
    public abstract IEnumerable<MaterialSlot> Materials(Service service, ApplicationForm form);

    /// <summary>The sentence to say in the video; null: none is needed.</summary>
    public virtual string? Sentence(ApplicationForm form) => null;

    /// <summary>The data on record, by field.</summary>
    public virtual ImmutableArray<(string Name, string? Value)> OnRecord(Service service) => [];

    /// <summary>The additional fields at the counter; none where the applicant files.</summary>
    internal virtual ImmutableArray<ActField> CounterFields => [];

    /// <summary>How it is taken at the counter; null: the applicant files.</summary>
    internal virtual AtCounter? CounterOf(Posted answers) => null;

    /// <summary>The actor in whose name papers are uploaded.</summary>
    internal virtual Actor Uploader(Actor reader) => reader;

    /// <summary>The page that is shown after it was handed in.</summary>
    internal virtual string HandedIn(string applicationId, PageContext page) =>
        $"{ApplicationPages.BaseOf(page)}/{applicationId}?new";

    /// <summary>The form made of the answers; faults are added to <paramref name="read"/>.</summary>
    internal abstract ApplicationForm FormOf(ServiceId service, ActReader read);

    /// <summary>The fields of the page, which may depend on earlier answers.</summary>
    internal virtual ValueTask<ImmutableArray<ActField>> FieldsOf(
        Service service, FormState form, Reads reads, CancellationToken cancellation) =>
        new([.. service.Fields.Select(ApplyFields.Of)]);
}
