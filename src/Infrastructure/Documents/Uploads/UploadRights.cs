using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Who may upload what, and how much in a day (decisions of this registry on uploads). People and enterprises upload
/// the materials of their services, also before a certificate or a career is on record; the exam centre and the
/// administration scan letters that came by post; enforcement uploads proof of findings; nobody else uploads anything.
/// </summary>
public static class UploadRights
{
    private const int FilesOfPerson = 100, FilesOfEnterprise = 1_000, FilesOfVehicleOrDriver = 8;
    private const long BytesOfPerson = 300L * 1024 * 1024;

    /// <summary>True when an account of this kind may upload such material.</summary>
    public static bool MayHandIn(Actor actor, MaterialKind kind) => kind switch
    {
        MaterialKind.Letter or MaterialKind.BusinessLicence =>
            actor.Is(Roles.Employer | Roles.ExamCentre | Roles.Administration),
        MaterialKind.IdentityFront or MaterialKind.IdentityBack or MaterialKind.IdentityPortrait =>
            actor.Is(Roles.Holder | Roles.Operator | Roles.Employer),
        MaterialKind.Evidence =>
            actor.Is(Roles.Holder | Roles.Operator | Roles.Employer | Roles.Enforcement),
        _ => actor.Is(Catalogue.SubjectOf(kind) switch
        {
            EntityKind.Vehicle or EntityKind.Trip => Roles.Operator,
            EntityKind.RailLicence => Roles.Holder | Roles.Employer,
            _ => Roles.Holder,
        }),
    };

    /// <summary>The refusal for an account that may upload nothing at all; null: it may upload.</summary>
    public static Refusal? MayUpload(Actor actor) =>
        actor.Is(Roles.Holder | Roles.Operator | Roles.Employer | Roles.ExamCentre | Roles.Administration
            | Roles.Enforcement)
            ? null : Refusals.NotAllowed();

    /// <summary>True when only an enterprise with a large fleet may upload so many files.</summary>
    public static bool AsksForFleet(Actor actor, long files) => IsEnterprise(actor) && files >= FilesOfEnterprise;

    /// <summary>
    /// The refusal of one more file on a day; null: it is within the limit. <paramref name="fleet"/> is the number of
    /// the enterprise's vehicles and drivers, needed where <see cref="AsksForFleet"/> is true.
    /// </summary>
    public static Refusal? MayUploadMore(Actor actor, long files, long bytes, int fleet) =>
        (IsEnterprise(actor)
            ? files < Math.Max(FilesOfEnterprise, (long)FilesOfVehicleOrDriver * fleet)
            : files < FilesOfPerson && bytes < BytesOfPerson)
            ? null
            : DocumentRefusals.TooMany("今日上传的文件已达上限，请明天再试。",
                "The files that may be uploaded in a day are used up; please try again tomorrow.",
                TimeSpan.FromHours(1));

    private static bool IsEnterprise(Actor actor) => actor.Is(Roles.Operator | Roles.Employer);
}
