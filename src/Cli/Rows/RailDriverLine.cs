using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Cli.Rows;

/// <summary>
/// A railway driver with licence, study and employer; the employer is on the register or earlier in the file.
/// </summary>
internal sealed class RailDriverLine(RailRow row) : CreationRow
{
    public static RowKind Kind { get; } = new RowKind<RailRow>(
        "railDriver", EntityKind.RailLicence, row => new RailDriverLine(row),
        async (registry, loaded, cancellation) =>
        {
            var career = (RailCareer)loaded.State;
            var employer = career.Employer is { } link
                ? (await registry.Load(new EntityId(EntityKind.Employer, link.EmployerKey), cancellation))?.State
                    as Employer
                : null;
            return new RailDriverLine(RailRow.Of(career, loaded.Facts.Person(career.PersonKey)!, employer));
        });

    public override string Tag => Kind.Tag!;

    public override byte[] Content { get; } = row.ToJson();

    public override IEnumerable<string> About => [CertificateLine.PersonWith(row.Holder.IdentityNumber)];

    public override IEnumerable<string> Needs =>
        row.Employer?.CreditCode is { } code ? [EmployerLine.EmployerWith(code)] : [];

    protected override EntityKind Creates => EntityKind.RailLicence;

    protected override string Route => "/api/v1/rail-licences";

    protected override Command Command => row.ToDriver("", null);

    protected override Task<(EntityId Id, Answer Answer)> Register(
        IRegistry registry, Envelope envelope, CancellationToken cancellation) =>
        Registration.Register(registry, row, envelope, cancellation);
}
