using System.Buffers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// Writes what a command is answered with. Its bytes are kept in the command's own commit, so that the same command
/// again gets the same bytes, whatever has happened since and wherever it is asked. Whoever faces the callers
/// implements it; it must be a pure function of what it is given.
/// </summary>
public interface IAnswerWriter
{
    /// <summary>Writes the answer to <paramref name="command"/> as JSON, UTF-8, as its actor may see it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="id">The entity.</param>
    /// <param name="state">Its state after the command.</param>
    /// <param name="version">Its version after the command.</param>
    /// <param name="command">What was asked.</param>
    /// <param name="context">When, by whom, and with which facts.</param>
    void Write(
        IBufferWriter<byte> output, EntityId id, EntityState state, int version, Command command, Context context);
}
