using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Tests.Engine;

/// <summary>
/// Goal: whoever asks again gets the bytes that were answered first. Method: the same key once more after the entity
/// has changed, and by a program that was started anew on the same folder.
/// </summary>
public sealed class KeptAnswerTests : IDisposable
{
    private readonly TestPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task The_same_key_gets_the_same_bytes_after_later_commits_and_a_restart()
    {
        var named = new Envelope("named", Named("王小明"), RegistryDriver.Importer) { Fingerprint = "f" };
        EntityId id;
        byte[] first;
        await using (var registry = await TestRegistry.Start(_place.Options))
        {
            id = await registry.NewId(EntityKind.Person, new RegisterPerson(
                "王大明", IdentityKind.CitizenId, CitizenNumbers.Of("410105", "19900307", 1)), "1");
            first = Assert.IsType<Answer.Done>(await registry.Execute(id, named)).Body.ToArray();
            var later = new Envelope("later", Named("王中明"), RegistryDriver.Importer) { Fingerprint = "g" };
            var second = Assert.IsType<Answer.Done>(await registry.Execute(id, later)).Body.ToArray();
            Assert.NotEqual(first, second);
            Assert.Equal(first, await Again(registry));
        }
        await using var anew = await TestRegistry.Start(_place.Options);
        Assert.Equal(first, await Again(anew));

        async Task<byte[]> Again(TestRegistry registry)
        {
            var answer = Assert.IsType<Answer.Done>(await registry.Execute(id, named));
            Assert.True(answer.Repeated);
            return answer.Body.ToArray();
        }
    }

    private static ChangeIdentity Named(string name) =>
        new(name, IdentityKind.CitizenId, CitizenNumbers.Of("410105", "19900307", 1));
}
