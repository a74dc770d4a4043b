using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>The program with its data sealed.</summary>
public sealed class SealedApp() : RegistryApp(
    "Development", Clock, ("Registry:KeySecret", "the secret of a test and of nothing else"));

/// <summary>
/// T12: the finder of a disk or a backup. Method: the demonstration's people, and one who files, uploads and signs in
/// by phone; then every number and phone is looked for in every byte that the program wrote, also while it runs.
/// </summary>
public sealed class DataAtRestTests(SealedApp app) : IClassFixture<SealedApp>
{
    private const string Phone = "13600000777", OtherPhone = "13600000888", Address = "金水区测试路七十七号";

    [Fact]
    public async Task T12_No_number_no_phone_and_no_address_stands_in_any_byte_on_the_disk_or_in_the_log()
    {
        var (holder, certificate) = await app.Holder();
        await holder.Done($"{HttpSteps.Api}/certificates/{certificate}/applications", new
        {
            service = "certificate.renewal", form = new { phone = OtherPhone, address = Address },
            materials = await holder.RenewalMaterials(), delivery = "pickUp",
        }, HttpStatusCode.Created);
        var draft = $$"""{"phone":"{{OtherPhone}}","address":"{{Address}}"}""";
        using var saved = await holder.PutAsync(
            new Uri(HttpSteps.Api + "/me/drafts/renewal", UriKind.Relative),
            new StringContent(draft, Encoding.UTF8, "application/json"));
        await saved.Is(HttpStatusCode.NoContent);
        var client = app.Anonymous();
        var (requestId, code) = await client.Code(Phone, "register");
        await client.Done(
            HttpSteps.Api + "/accounts", new { requestId, code, agreements = await client.Agreements() },
            HttpStatusCode.Created);

        var store = app.Services.GetRequiredService<IRegistryStore>();
        Assert.Equal(SealingState.Sealed, store.Sealing);
        var numbers = await Numbers(store);
        Assert.True(numbers.Count > 100, $"{numbers.Count} people");
        Assert.NotNull(await store.Accounts.ByPhone(Phone));

        var files = Directory.EnumerateFiles(app.Folder, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).Length > 0) // The lock is held, and empty.
            .ToList();
        Assert.Contains(files, file => file.EndsWith("registry.db-wal", StringComparison.Ordinal));
        Assert.Contains(files, file => file.Contains("documents", StringComparison.Ordinal));
        foreach (var file in files) Assert.Empty(Found(Bytes(file), numbers).Select(found => $"{found} in {file}"));
        Assert.Empty(Found(Encoding.UTF8.GetBytes(string.Join('\n', app.Log)), numbers));
    }

    private static async Task<HashSet<string>> Numbers(IRegistryStore store)
    {
        var numbers = new HashSet<string> { Phone, OtherPhone };
        await foreach (var entity in store.Audits.Entities())
        {
            if (entity.Id.Kind != EntityKind.Person) continue;
            numbers.Add(((Person)Storage.Deciding.LoadedEntity.Of(entity.Id, entity.Entity).State).IdentityNumber);
        }
        return numbers;
    }

    /// <summary>Each place that looks like one is looked up, so that a thousand numbers cost one pass.</summary>
    private static IEnumerable<string> Found(byte[] bytes, HashSet<string> numbers)
    {
        if (bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Address)) >= 0) yield return Address;
        for (var at = 0; at + Phone.Length <= bytes.Length; at++)
        {
            if (bytes[at] is < (byte)'0' or > (byte)'9') continue;
            foreach (var length in (int[])[Phone.Length, 18])
            {
                if (at + length > bytes.Length) continue;
                var text = Encoding.Latin1.GetString(bytes, at, length);
                if (numbers.Contains(text)) yield return text;
            }
        }
    }

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
