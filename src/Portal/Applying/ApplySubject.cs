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
/// What is applied for about: a certificate, a vehicle or a railway licence. What their applications do not have in
/// common is here; the pages are the same.
/// </summary>
/// <param name="loaded">The entity, as the reader may see it.</param>
/// <param name="context">The context of this instant.</param>
public abstract class ApplySubject(Loaded loaded, Context context)
{
    /// <summary>The entity.</summary>
    public EntityId Id => loaded.Id;

    /// <summary>Its state.</summary>
    public EntityState State => loaded.State;

    /// <summary>All that its law may rest on.</summary>
    public Context Context => context;

    /// <summary>The page of the entity; its applications are below it.</summary>
    public abstract string Path { get; }

    /// <summary>Where a reader comes back to.</summary>
    public virtual string Back => Path;

    /// <summary>Where in the site it is.</summary>
    public abstract Section Section { get; }

    /// <summary>What it is called.</summary>
    public abstract LocalText Name { get; }

    /// <summary>What is known of it and cannot be answered otherwise.</summary>
    public abstract ImmutableArray<RecordFact> Facts { get; }

    /// <summary>The field that is answered before all others, on the page with the conditions; null: none is.</summary>
    public virtual string? FirstAsked(ServiceId service) => null;

    /// <summary>The materials that an application with these answers has a place for.</summary>
    public abstract IEnumerable<MaterialSlot> Materials(Service service, ApplicationForm form);

    /// <summary>The sentence to be said in the video; null: none is asked for.</summary>
    public virtual string? Sentence(ApplicationForm form) => null;

    /// <summary>What is on record already, by field.</summary>
    public virtual ImmutableArray<(string Name, string? Value)> OnRecord(Service service) => [];

    /// <summary>What is asked besides at the counter; none where the applicant files.</summary>
    internal virtual ImmutableArray<ActField> CounterFields => [];

    /// <summary>How it is taken at the counter; null: the applicant files.</summary>
    internal virtual AtCounter? CounterOf(Posted answers) => null;

    /// <summary>In whose name papers are uploaded.</summary>
    internal virtual Actor Uploader(Actor reader) => reader;

    /// <summary>The page that is shown once it is handed in.</summary>
    internal virtual string HandedIn(string applicationId, PageContext page) =>
        $"{ApplicationPages.BaseOf(page)}/{applicationId}?new";

    /// <summary>The form that the answers make; what cannot be read is in <paramref name="read"/>.</summary>
    internal abstract ApplicationForm FormOf(ServiceId service, ActReader read);

    /// <summary>The fields to be filled in, which may depend on what was answered so far.</summary>
    internal virtual ValueTask<ImmutableArray<ActField>> FieldsOf(
        Service service, FormState form, Reads reads, CancellationToken cancellation) =>
        new([.. service.Fields.Select(ApplyFields.Of)]);
}
