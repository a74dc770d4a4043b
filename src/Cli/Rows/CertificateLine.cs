using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Cli.Rows;

/// <summary>
/// A certificate with its holder. It is the one kind of row without a tag, and the only one that a CSV file can have.
/// </summary>
internal sealed class CertificateLine(CertificateRow row) : CreationRow
{
    public static RowKind Kind { get; } = new RowKind<CertificateRow>(
        null, EntityKind.Certificate, row => new CertificateLine(row),
        (registry, loaded, _) =>
        {
            var certificate = (Certificate)loaded.State;
            var holder = loaded.Facts.Person(certificate.PersonKey)!;
            return ValueTask.FromResult<Row>(
                new CertificateLine(CertificateRow.Of(certificate, holder, ShanghaiTime.DateOf(registry.Now))));
        });

    public CertificateRow Row => row;

    public override string? Tag => null;

    public override byte[] Content { get; } = row.ToJson();

    public override IEnumerable<string> About =>
        [PersonWith(row.Holder.IdentityNumber), "number " + row.CertificateNumber];

    protected override EntityKind Creates => EntityKind.Certificate;

    protected override string Route => "/api/v1/certificates";

    protected override Command Command => row.ToCertificate();

    protected override Task<(EntityId Id, Answer Answer)> Register(
        IRegistry registry, Envelope envelope, CancellationToken cancellation) =>
        Registration.Register(registry, row.ToPerson(), row.ToCertificate(), envelope, cancellation);

    /// <summary>The name of a person, by identity number, on which rows wait.</summary>
    public static string PersonWith(string identityNumber) => "person " + identityNumber.Trim().ToUpperInvariant();
}
